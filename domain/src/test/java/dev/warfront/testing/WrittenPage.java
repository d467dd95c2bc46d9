package dev.warfront.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A page of the documentation of which some sections are written from the code: those between
/// `<!-- from the code: name -->` and `<!-- end -->`. All else in it is written by people.
public final class WrittenPage {
    private static final Pattern SECTION =
            Pattern.compile("(?s)(<!-- from the code: (\\S+) -->\\n)(.*?)(<!-- end -->\\n)");

    private final Path file;

    /// @param file there already, with its sections, which may be empty
    public WrittenPage(Path file) {
        this.file = file;
    }

    /// All of it.
    public String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Names of the sections that it has.
    public Set<String> sections() {
        return contents().keySet();
    }

    /// What stands in its sections, by their names.
    public Map<String, String> contents() {
        return SECTION.matcher(text())
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(2), found -> found.group(3), String::concat, LinkedHashMap::new));
    }

    /// All of it, with these contents in its sections.
    public String with(Map<String, String> contents) {
        return SECTION.matcher(text())
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + contents.getOrDefault(found.group(2), "") + found.group(4)));
    }

    /// Replaces the file.
    public void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
