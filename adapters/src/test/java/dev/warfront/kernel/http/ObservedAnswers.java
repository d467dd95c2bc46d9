package dev.warfront.kernel.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import dev.warfront.kernel.json.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

/// What the tests of this module were answered over HTTP, in a file: whether every error that is documented was really
/// seen, and every answer that was seen is documented, is checked where the whole program is. Only a run of all tests
/// writes it and is checked by it, from its own beginning on.
public final class ObservedAnswers {
    private static final Path FILE = Path.of("target", "http-answers.txt");
    private static final Pattern ID = Pattern.compile("(?<=/)([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\d+)(?=/|$)");

    private static final Set<Answered> SEEN = ConcurrentHashMap.newKeySet();

    static {
        if (isOfAllTests()) {
            begin();
        }
    }

    private ObservedAnswers() {}

    /// Whether the build runs all tests of a module, which a single test or an IDE does not.
    public static boolean isOfAllTests() {
        return System.getProperty("basedir") != null && System.getProperty("test") == null;
    }

    /// What a whole run wrote.
    ///
    /// @param module the folder of the module whose tests these were
    public static List<Answered> of(Path module) {
        try (var lines = Files.lines(module.resolve(FILE))) {
            return lines.map(Answered::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Called with every answer whose body a test has read.
    static void add(EntityExchangeResult<?> result) {
        var path = ID.matcher(result.getUrl().getRawPath()).replaceAll("{id}");
        var seen =
                new Answered(result.getMethod().name(), path, result.getStatus().value(), codeOf(result));
        if (SEEN.add(seen) && isOfAllTests()) {
            append(seen);
        }
    }

    private static String codeOf(EntityExchangeResult<?> result) {
        var body = result.getResponseBodyContent();
        return MediaType.APPLICATION_PROBLEM_JSON.equalsTypeAndSubtype(
                        result.getResponseHeaders().getContentType())
                ? WireJson.jsonMapper()
                        .readTree(Objects.requireNonNull(body))
                        .path("code")
                        .asString()
                : Answered.NONE;
    }

    private static void begin() {
        try {
            Files.createDirectories(FILE.resolveSibling("."));
            Files.deleteIfExists(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized void append(Answered seen) {
        try {
            Files.writeString(FILE, seen + "\n", UTF_8, CREATE, APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One kind of answer.
    ///
    /// @param path with `{id}` for each id in it
    /// @param code of the problem; `-` for success
    public record Answered(String method, String path, int status, String code) {
        private static final String NONE = "-";

        private static Answered read(String line) {
            var words = line.split(" ", -1);
            return new Answered(words[0], words[1], Integer.parseInt(words[2]), words[3]);
        }

        public boolean isProblem() {
            return !code.equals(NONE);
        }

        /// A line of the file.
        @Override
        public String toString() {
            return method + " " + path + " " + status + " " + code;
        }
    }
}
