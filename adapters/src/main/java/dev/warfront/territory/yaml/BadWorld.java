package dev.warfront.territory.yaml;

import java.util.List;
import java.util.stream.Collectors;

/// The authored world has faults, all of which the message names; the program does not start with it.
final class BadWorld extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadWorld(List<Fault> faults) {
        super(faults.stream()
                .sorted(Fault.BY_PLACE)
                .map(Fault::toString)
                .collect(Collectors.joining("\n  ", "the world has " + faults.size() + " faults:\n  ", "")));
    }
}
