package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.RefreshFamily.Rotation.Over;
import dev.warfront.identity.RefreshFamily.Rotation.Repeated;
import dev.warfront.identity.RefreshFamily.Rotation.Reused;
import dev.warfront.identity.RefreshFamily.Rotation.Rotated;
import dev.warfront.kernel.PlayerId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefreshFamilyTest {
    private static final RefreshFamily FIRST =
            RefreshFamily.begin(UUID.randomUUID(), new PlayerId(UUID.randomUUID()), NOW, RULES.token());
    private static final RefreshFamily SECOND = next(FIRST, NOW.plusSeconds(60));

    @Test
    void givenTheGoodToken_itIsReplacedAndTheIdleTimeBeginsAnew() {
        assertThat(SECOND.generation()).isEqualTo(2);
        assertThat(SECOND.idleUntil()).isEqualTo(NOW.plusSeconds(60).plus(Duration.ofDays(30)));
        assertThat(SECOND.until()).isEqualTo(NOW.plus(Duration.ofDays(90)));
    }

    @Test
    void givenTheImmediatePredecessorWithinTenSeconds_theSuccessorIsTheSame() {
        assertThat(SECOND.show(1, SECOND.rotatedAt().plusMillis(9_999), RULES.token()))
                .isEqualTo(new Repeated(SECOND));
    }

    @Test
    void givenTheImmediatePredecessorAfterTenSeconds_itIsReuse() {
        assertThat(SECOND.show(1, SECOND.rotatedAt().plusSeconds(10), RULES.token()))
                .isInstanceOf(Reused.class);
    }

    @Test
    void givenATokenTwoGenerationsOld_itIsReuseAtOnce() {
        var third = next(SECOND, SECOND.rotatedAt());

        assertThat(third.show(1, third.rotatedAt(), RULES.token())).isInstanceOf(Reused.class);
    }

    @Test
    void givenThirtyIdleDays_itIsOver() {
        assertThat(FIRST.show(1, FIRST.idleUntil().minusMillis(1), RULES.token()))
                .isInstanceOf(Rotated.class);
        assertThat(FIRST.show(1, FIRST.idleUntil(), RULES.token())).isInstanceOf(Over.class);
    }

    @Test
    void givenUseEveryDay_itIsOverAfterNinetyDaysAllTheSame() {
        var family = FIRST;
        for (var day = 1; day < 90; day++) {
            family = next(family, NOW.plus(Duration.ofDays(day)));
        }

        assertThat(family.idleUntil()).isEqualTo(FIRST.until());
        assertThat(family.show(90, FIRST.until(), RULES.token())).isInstanceOf(Over.class);
    }

    @Test
    void givenARevokedFamily_noTokenIsGood() {
        var revoked = new RefreshFamily(FIRST.id(), FIRST.account(), 1, NOW, FIRST.idleUntil(), FIRST.until(), true);

        assertThat(revoked.show(1, NOW, RULES.token())).isInstanceOf(Over.class);
    }

    private static RefreshFamily next(RefreshFamily family, Instant now) {
        return family.show(family.generation(), now, RULES.token()) instanceof Rotated(var next) ? next : family;
    }
}
