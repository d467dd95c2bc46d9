package dev.warfront.audit;

import dev.warfront.audit.AuditChain.Linked;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/// What tests of the context have in common.
public final class TestAudit {
    public static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    public static final Duration PATIENCE = Duration.ofSeconds(20);
    public static final String ADDRESS = "203.0.113.9";

    private TestAudit() {}

    /// An administrator that nobody else is.
    public static Caller anyAdmin() {
        return new Caller(new PlayerId(UUID.randomUUID()), Set.of(Role.ADMIN));
    }

    public static AuditEntry entry(Caller by, String action, Target target, Instant at) {
        return new AuditEntry(UUID.randomUUID(), at, by, action, target, ADDRESS, "correlation");
    }

    public static AuditEntry anyEntry() {
        return entry(
                anyAdmin(),
                "battles.abort",
                new Target("battles", UUID.randomUUID().toString()),
                NOW);
    }

    /// So many entries, chained from the beginning.
    static List<Linked> chain(int length) {
        var chain = new ArrayList<Linked>();
        IntStream.range(0, length).forEach(_ -> {
            var head =
                    chain.isEmpty() ? ChainHead.START : chain.getLast().link().head();
            var entry = anyEntry();
            chain.add(new Linked(entry, ChainLink.of(head, entry)));
        });
        return chain;
    }
}
