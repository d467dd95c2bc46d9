package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warfront.kernel.http.ObservedAnswers;
import dev.warfront.kernel.http.ObservedAnswers.Answered;
import dev.warfront.kernel.http.RouteProblems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// docs/errors.md against the program: what stands there was really answered to a test over HTTP. That what routes can
/// answer stands there, {@link ApiDescriptionTest} knows.
@ExtendWith(SharedProgram.class)
class ErrorCodesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern DOCUMENTED = Pattern.compile("`([A-Z][A-Z0-9_]{3,})`");

    private static final String VIOLATIONS = "## Violations";

    private static final Map<String, Set<Integer>> DOCUMENT = documented();

    private static RunningProgram program;

    @BeforeAll
    static void reach(RunningProgram shared) {
        program = shared;
    }

    /// Of this very build: the tests of the adapters have run before.
    @Test
    void whatIsDocumented_wasAnsweredToATest_withItsStatus() {
        assumeTrue(ObservedAnswers.isOfAllTests(), "known after a run of all tests only");
        var seen = ObservedAnswers.of(ROOT.resolve("adapters")).stream()
                .filter(answer -> DOCUMENT.containsKey(answer.code()))
                .collect(Collectors.groupingBy(
                        Answered::code, Collectors.mapping(Answered::status, Collectors.toSet())));

        assertThat(seen).containsOnlyKeys(DOCUMENT.keySet());
        assertThat(seen)
                .allSatisfy((code, statuses) -> assertThat(DOCUMENT.getOrDefault(code, Set.of()))
                        .as(code)
                        .containsAll(statuses));
    }

    /// A reason that is the code of a problem too has its row there.
    @Test
    void whatCanStandInViolations_isDocumented_andNothingElse() {
        var documented = violationsDocumented();
        var violations = program.get(RouteProblems.class).violations();

        assertThat(violations).hasSizeGreaterThan(30);
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(violations.stream()
                        .filter(code -> !DOCUMENT.containsKey(code))
                        .toList());
    }

    /// The first column of their table.
    private static List<String> violationsDocumented() {
        return document()
                .dropWhile(line -> !line.equals(VIOLATIONS))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> found(DOCUMENTED, line.split("\\|", -1)[1]).stream())
                .toList();
    }

    /// The codes in the second column of the tables, with the statuses in the first.
    static Map<String, Set<Integer>> documented() {
        var codes = new TreeMap<String, Set<Integer>>();
        document()
                .filter(line -> line.matches("\\| \\d.*"))
                .map(line -> line.split("\\|", -1))
                .forEach(cells -> found(DOCUMENTED, cells[2])
                        .forEach(code -> codes.computeIfAbsent(code, _ -> new TreeSet<>())
                                .addAll(statuses(cells[1]))));
        assertThat(codes).hasSizeGreaterThan(80);
        return codes;
    }

    private static List<Integer> statuses(String cell) {
        return Stream.of(cell.split(","))
                .map(String::strip)
                .map(Integer::valueOf)
                .toList();
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    private static Stream<String> document() {
        try {
            return Files.readString(ROOT.resolve("docs/errors.md")).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
