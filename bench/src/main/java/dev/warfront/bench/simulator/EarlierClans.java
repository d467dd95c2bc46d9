package dev.warfront.bench.simulator;

import dev.warfront.bench.simulator.SimulatedClan.SimulatedPlayer;
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
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The clans of earlier wars, kept in a file that only its owner reads. They own the land when none is free any more.
final class EarlierClans {
    private static final int MOST = 200;

    private final Path file;

    EarlierClans(Path file) {
        this.file = file;
    }

    /// Newest first; none if there is no file, or none that can be read.
    List<EarlierClan> all() {
        try {
            return Files.exists(file) ? read() : List.of();
        } catch (IOException | JacksonException unreadable) {
            return List.of();
        }
    }

    private List<EarlierClan> read() throws IOException {
        var clans = Wire.JSON.readValue(Files.readAllBytes(file), State.class).clans();
        return clans == null ? List.of() : clans;
    }

    /// Remembers clans; those already known stay where they are.
    void remember(List<SimulatedClan> clans) {
        var known = new ArrayList<>(all());
        clans.stream()
                .filter(clan -> known.stream().noneMatch(old -> old.clan().equals(clan.clan())))
                .map(clan -> new EarlierClan(clan.clan(), clan.name(), clan.tag(), clan.region(), clan.members()))
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

    /// A clan of an earlier war; no session yet.
    record EarlierClan(UUID clan, String name, String tag, String region, List<SimulatedPlayer> members) {}

    /// @param clans null in a file of another form
    private record State(@Nullable List<EarlierClan> clans) {}
}
