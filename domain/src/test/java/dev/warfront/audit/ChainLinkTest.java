package dev.warfront.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChainLinkTest {
    private static final AuditEntry ENTRY = new AuditEntry(
            UUID.fromString("01a1f98e-93c3-7000-b398-5d02b83a8f76"),
            Instant.parse("2026-12-01T10:00:00.123Z"),
            new Caller(
                    new PlayerId(UUID.fromString("01a1f98e-72ee-7000-9e7a-363f81dfd3eb")),
                    Set.of(Role.PLAYER, Role.ADMIN)),
            "battles.abort",
            new Target("battles", "01a1f98e-e9b9-7000-ad60-5292c565cebe"),
            "203.0.113.9",
            "trace-é");

    /// Computed by other means from the form that docs/rules/audit.md describes.
    @Test
    void givenAnEntry_itsHashIsThatOfTheDocumentedForm_forEver() {
        var link = ChainLink.of(ChainHead.START, ENTRY);

        assertThat(link.seq()).isOne();
        assertThat(link.previousHash()).isEqualTo("0".repeat(64));
        assertThat(link.hash()).isEqualTo("d65397553754202ba9d5037c60db494616629cf3d231096b1f01f517988ea0d4");
    }

    @Test
    void givenAnotherPlaceInTheChain_theHashIsAnother() {
        var first = ChainLink.of(ChainHead.START, ENTRY);

        assertThat(ChainLink.of(first.head(), ENTRY).hash()).isNotEqualTo(first.hash());
    }
}
