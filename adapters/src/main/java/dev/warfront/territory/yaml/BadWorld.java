package dev.warfront.territory.yaml;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.Mark;

/// The authored world has faults, all of which the message names; the program does not start with it.
final class BadWorld extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadWorld(List<Fault> faults) {
        super(faults.stream()
                .sorted(Fault.BY_PLACE)
                .map(Fault::toString)
                .collect(Collectors.joining("\n  ", "the world has " + faults.size() + " faults:\n  ", "")));
    }

    /// What is wrong at a place of a file.
    ///
    /// @param line from 1
    /// @param column from 1
    /// @param code stable: WLD-… of a file's form, TER-… of the world as a whole
    record Fault(String file, int line, int column, String code, String text) {
        static final Comparator<Fault> BY_PLACE =
                Comparator.comparing(Fault::file).thenComparing(Fault::line).thenComparing(Fault::column);

        static Fault at(String file, Mark mark, String code, String text) {
            return new Fault(file, mark.getLine() + 1, mark.getColumn() + 1, code, text);
        }

        @Override
        public String toString() {
            return "%s:%d:%d %s %s".formatted(file, line, column, code, text);
        }
    }
}
