package dev.warfront.bench.simulator;

import dev.warfront.bench.simulator.Army.Soldier;
import dev.warfront.bench.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JacksonException;

/// The clans of earlier wars, kept in a file that only its owner reads. They own the land when none is free any more.
final class Veterans {
    private static final int MOST = 200;

    private final Path file;

    Veterans(Path file) {
        this.file = file;
    }

    /// Newest first; none if there is no file, or none that can be read.
    List<Veteran> all() {
        try {
            return Files.exists(file)
                    ? Wire.JSON.readValue(Files.readAllBytes(file), State.class).armies()
                    : List.of();
        } catch (IOException | JacksonException unreadable) {
            return List.of();
        }
    }

    /// Remembers armies; those already known stay where they are.
    void remember(List<Army> armies) {
        var known = new ArrayList<>(all());
        armies.stream()
                .filter(army -> known.stream().noneMatch(old -> old.clan().equals(army.clan())))
                .map(army -> new Veteran(army.clan(), army.name(), army.tag(), army.region(), army.soldiers()))
                .forEach(known::addFirst);
        write(new State(known.subList(0, Math.min(MOST, known.size()))));
    }

    private void write(State state) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var next = file.resolveSibling(file.getFileName() + ".next");
            Files.deleteIfExists(next);
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(next, ownerOnly);
            Files.write(next, Wire.JSON.writeValueAsBytes(state));
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot keep " + file, failed);
        }
    }

    /// An army of an earlier war; no session yet.
    record Veteran(UUID clan, String name, String tag, String region, List<Soldier> soldiers) {}

    private record State(List<Veteran> armies) {}
}
