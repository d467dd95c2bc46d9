package dev.warfront.audit;

import static dev.warfront.audit.TestAudit.NOW;
import static dev.warfront.audit.TestAudit.anyAdmin;
import static dev.warfront.audit.TestAudit.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.audit.AuditLog.Filter;
import dev.warfront.audit.AuditLog.LoggedEntry;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every audit log promises.
public interface AuditLogContract {
    AuditPorts ports();

    private List<AuditEntry> found(Filter filter) {
        return ports().run(ports().log().page(filter, new PageRequest(100, null))).items().stream()
                .map(LoggedEntry::entry)
                .toList();
    }

    private static Filter filter(
            Caller actor,
            @Nullable String action,
            @Nullable Target target,
            @Nullable Instant from,
            @Nullable Instant until) {
        return new Filter(actor.id(), action, target == null ? null : target.id(), from, until);
    }

    private static Target anyTarget() {
        return new Target("battles", UUID.randomUUID().toString());
    }

    @Test
    default void givenNoSubscriber_nothingIsAppended() {
        var actor = anyAdmin();
        var unused = ports().log().append(entry(actor, "battles.abort", Target.NONE, NOW));

        assertThat(found(filter(actor, null, null, null, null))).isEmpty();
    }

    @Test
    default void givenEntries_theyAreRead_newestFirst_asTheyWereWritten() {
        var actor = anyAdmin();
        var first = entry(actor, "battles.abort", anyTarget(), NOW);
        var second = entry(actor, "auth.login", Target.NONE, NOW.plusMillis(1));
        ports().append(first, second);

        assertThat(found(filter(actor, null, null, null, null))).containsExactly(second, first);
    }

    @Test
    default void givenAFilter_onlyWhatItNamesIsRead() {
        var actor = anyAdmin();
        var target = anyTarget();
        var first = entry(actor, "battles.abort", target, NOW);
        var second = entry(actor, "auth.login", Target.NONE, NOW.plusSeconds(1));
        var other = entry(anyAdmin(), "battles.abort", target, NOW.plusSeconds(2));
        ports().append(first, second, other);

        assertThat(found(filter(actor, "battles.abort", null, null, null))).containsExactly(first);
        assertThat(found(filter(actor, null, target, null, null))).containsExactly(first);
        assertThat(found(filter(actor, "auth.login", target, null, null))).isEmpty();
        assertThat(found(new Filter(null, null, target.id(), null, null))).containsExactly(other, first);
        assertThat(found(new Filter(null, "battles.abort", target.id(), null, null)))
                .containsExactly(other, first);
        assertThat(found(filter(actor, null, null, NOW.plusSeconds(1), null))).containsExactly(second);
        assertThat(found(filter(actor, null, null, NOW, NOW.plusSeconds(1)))).containsExactly(first);
    }

    @Test
    default void givenMoreThanAPage_theNextGoesOnBehindIt() {
        var actor = anyAdmin();
        for (var i = 0; i < 5; i++) {
            ports().append(entry(actor, "battles.abort", Target.NONE, NOW.plus(Duration.ofSeconds(i / 2))));
        }
        var filter = filter(actor, null, null, null, null);

        var first = ports().run(ports().log().page(filter, new PageRequest(3, null)));
        var second = ports().run(ports().log().page(filter, new PageRequest(3, first.nextCursor())));

        assertThat(first.items()).hasSize(3);
        assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
        assertThat(second.nextCursor()).isNull();
    }
}
