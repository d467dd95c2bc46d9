package dev.warfront.audit;

import static dev.warfront.audit.TestAudit.ADDRESS;
import static dev.warfront.audit.TestAudit.NOW;
import static dev.warfront.audit.TestAudit.anyAdmin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Correlation;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.TestIds;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class AuditTrailTest {
    private static final Target BATTLE = new Target("battles", "b");
    private static final Target MADE = new Target("game-servers", "g");

    private final InMemoryAuditLog log = new InMemoryAuditLog();
    private final AuditTrail trail = new AuditTrail(log, new TestIds(1), new MutableClock(NOW));
    private final Caller admin = anyAdmin();

    @Test
    void givenARequest_itsEntrySaysWhoWhatWhenAndFromWhere() {
        requested(trail.done(admin), BATTLE);

        assertThat(log.entries())
                .singleElement()
                .isEqualTo(
                        new AuditEntry(new TestIds(1).next(), NOW, admin, "battles.abort", BATTLE, ADDRESS, "trace-1"));
    }

    @Test
    void givenAPathThatNamesNothing_theTargetIsWhatWasMade() {
        requested(trail.done(admin, MADE), Target.NONE);

        assertThat(log.entries()).extracting(AuditEntry::target).containsExactly(MADE);
    }

    @Test
    void givenAPathThatNamesSomething_theTargetIsThat() {
        requested(trail.done(admin, MADE), BATTLE);

        assertThat(log.entries()).extracting(AuditEntry::target).containsExactly(BATTLE);
    }

    @Test
    void givenAUseCaseThatSaysWhomItConcerns_theTargetIsThat_inThisRequestAlone() {
        var whole = trail.concerns(MADE).then(Mono.defer(() -> trail.done(admin)));

        requested(whole, BATTLE);
        requested(trail.done(admin), BATTLE);

        assertThat(log.entries()).extracting(AuditEntry::target).containsExactly(MADE, BATTLE);
    }

    @Test
    void givenWhatNobodyAskedFor_nothingIsWritten() {
        trail.done(admin).block(TestAudit.PATIENCE);

        assertThat(log.entries()).isEmpty();
    }

    private static void requested(Mono<Void> work, Target target) {
        work.contextWrite(new AuditedRequest("battles.abort", target, ADDRESS)::put)
                .contextWrite(context -> context.put(Correlation.CORRELATION_ID, "trace-1"))
                .block(TestAudit.PATIENCE);
    }
}
