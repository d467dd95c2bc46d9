package dev.warfront.documents;

import dev.warfront.testing.SourceComments;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the Javadoc says, with the words that a text may be.
final class Words {
    static final Path ROOT = Path.of("..");
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)`");
    private static final Pattern RULES = Pattern.compile("docs/(rules/[a-z]+\\.md)");
    private static final int MANY = 12;

    private final SourceComments comments = new SourceComments(ROOT);

    /// By their simple names.
    private final Map<String, Class<?>> enums = ProgramClasses.assignableTo(Enum.class)
            .collect(Collectors.toMap(Class::getSimpleName, type -> type, (one, _) -> one));

    String lead(Class<?> type) {
        return comments.of(type).lead();
    }

    /// Of a component of a record, empty when nothing is said. An enum that is named comes with its constants.
    String param(Class<?> record, String component) {
        var said =
                RULES.matcher(comments.of(record).param(component).orElse("")).replaceAll("[$1]($1)");
        return NAME.matcher(said).replaceAll(found -> {
            var named = enums.get(found.group(1));
            return Matcher.quoteReplacement(
                    named == null ? found.group() : named.getSimpleName() + " (" + constants(named) + ")");
        });
    }

    /// Says what a text may be, where it is the name of a constant.
    String with(String said, @Nullable Class<?> type) {
        if (type == null || !type.isEnum() || type.getEnumConstants().length > MANY || names(said, type)) {
            return said;
        }
        return said.isEmpty() ? constants(type) : said + ": " + constants(type);
    }

    private static boolean names(String said, Class<?> type) {
        return Stream.of(type.getEnumConstants()).anyMatch(constant -> said.contains(((Enum<?>) constant).name()));
    }

    private static String constants(Class<?> type) {
        return Stream.of(Objects.requireNonNull(type.getEnumConstants()))
                .map(constant -> "`" + ((Enum<?>) constant).name() + "`")
                .collect(Collectors.joining(", "));
    }
}
