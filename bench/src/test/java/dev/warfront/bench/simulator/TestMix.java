package dev.warfront.bench.simulator;

import dev.warfront.bench.book.Holders;
import dev.warfront.bench.wire.Addresses;
import dev.warfront.bench.wire.HttpApi;
import dev.warfront.bench.wire.ServerKey;
import dev.warfront.bench.wire.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A mix of a war without battles.
final class TestMix {
    static final UUID WAR = new UUID(0, 1);
    static final List<UUID> ATTACKERS = List.of(new UUID(1, 1), new UUID(1, 2));
    static final List<UUID> DEFENDERS = List.of(new UUID(2, 1), new UUID(2, 2));

    private TestMix() {}

    static EventMix mix(Instant begin) {
        return new EventMix(1, WAR, ATTACKERS, DEFENDERS, battles(), begin);
    }

    private static Battles battles() {
        var nobody = new Session("nobody", "");
        var http = new HttpApi(Addresses.local().http(), Duration.ofSeconds(1));
        var program = new Program(Addresses.local(), http, nobody, nobody, new ServerKey(WAR, "00"));
        var clan = new SimulatedClan(WAR, "Foxes", "F", "north", List.of(), nobody);
        return new Battles(program, WAR, clan, new Holders(List.of()), _ -> {});
    }
}
