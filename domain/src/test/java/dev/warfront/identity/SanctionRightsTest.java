package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.RULES;
import static dev.warfront.identity.TestIdentity.lifted;
import static dev.warfront.identity.TestIdentity.sanction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.IdentityRefusal.BadSanctionEnd;
import dev.warfront.identity.IdentityRefusal.SanctionForbidden;
import dev.warfront.identity.IdentityRefusal.SanctionOver;
import dev.warfront.identity.IdentityRefusal.SanctionTooLong;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may sanction whom, for how long, and which sanction wins.
class SanctionRightsTest {
    private static final Duration WEEK = RULES.sanction().moderatorMax();

    @ParameterizedTest
    @CsvSource({
        "MODERATOR, PLAYER, true",
        "MODERATOR, MODERATOR, false",
        "MODERATOR, ADMIN, false",
        "ADMIN, MODERATOR, true",
        "ADMIN, ADMIN, false",
        "ADMIN, SUPER_ADMIN, false",
        "SUPER_ADMIN, SUPER_ADMIN, true",
        "ADMIN, GAME_SERVER, false",
        "SUPER_ADMIN, GAME_SERVER, false"
    })
    void nobodySanctionsAnEqualOrHigherRole_norAGameServer_butTheHighestDo(Role by, Role of, boolean allowed) {
        var target = account(of);

        var result = apply(caller(by), target, SanctionKind.MUTE, NOW.plusSeconds(60));

        assertThat(result instanceof Result.Done).isEqualTo(allowed);
        if (!allowed) {
            assertThat(TestIdentity.refusal(result)).isEqualTo(new SanctionForbidden(target.id()));
        }
    }

    @Test
    void nobodySanctionsItself() {
        var admin = account(Role.SUPER_ADMIN);

        var result = apply(new Caller(admin.id(), admin.roles()), admin, SanctionKind.WARNING, null);

        assertThat(TestIdentity.refusal(result)).isEqualTo(new SanctionForbidden(admin.id()));
    }

    @Test
    void aModeratorDecidesOnAWeek_anAdministratorOnAnyLength() {
        var target = account(Role.PLAYER);
        var longer = NOW.plus(WEEK).plusMillis(1);

        TestIdentity.done(apply(caller(Role.MODERATOR), target, SanctionKind.BAN, NOW.plus(WEEK)));
        TestIdentity.done(apply(caller(Role.MODERATOR), target, SanctionKind.WARNING, null));
        assertThat(TestIdentity.refusal(apply(caller(Role.MODERATOR), target, SanctionKind.MUTE, longer)))
                .isEqualTo(new SanctionTooLong(WEEK));
        assertThat(TestIdentity.refusal(apply(caller(Role.MODERATOR), target, SanctionKind.BAN, null)))
                .isEqualTo(new SanctionTooLong(WEEK));
        TestIdentity.done(apply(caller(Role.ADMIN), target, SanctionKind.MUTE, longer));
        TestIdentity.done(apply(caller(Role.ADMIN), target, SanctionKind.BAN, null));
    }

    @Test
    void onlyABanLastsForEver_aWarningHasNoEnd_andNoneEndsBeforeItBegins() {
        var target = account(Role.PLAYER);
        for (var kind : List.of(SanctionKind.MUTE, SanctionKind.WAR_BAN, SanctionKind.SUSPENSION)) {
            assertThat(TestIdentity.refusal(apply(caller(Role.ADMIN), target, kind, null)))
                    .isEqualTo(new BadSanctionEnd());
            assertThat(TestIdentity.refusal(apply(caller(Role.ADMIN), target, kind, NOW)))
                    .isEqualTo(new BadSanctionEnd());
        }
        assertThat(TestIdentity.refusal(apply(caller(Role.ADMIN), target, SanctionKind.BAN, NOW)))
                .isEqualTo(new BadSanctionEnd());
        assertThat(TestIdentity.refusal(apply(caller(Role.ADMIN), target, SanctionKind.WARNING, NOW.plusSeconds(60))))
                .isEqualTo(new BadSanctionEnd());
    }

    @Test
    void whoMayNotApplyASanction_mayNotLiftItEither_andWhatIsOverIsNotLifted() {
        var target = account(Role.PLAYER);
        var ban = sanction(target.id(), SanctionKind.BAN, NOW, null);
        var mute = sanction(target.id(), SanctionKind.MUTE, NOW, NOW.plusSeconds(60));

        assertThat(TestIdentity.refusal(lift(caller(Role.MODERATOR), target, ban, NOW)))
                .isEqualTo(new SanctionTooLong(WEEK));
        assertThat(TestIdentity.refusal(lift(new Caller(target.id(), Set.of(Role.ADMIN)), target, mute, NOW)))
                .isEqualTo(new SanctionForbidden(target.id()));
        assertThat(TestIdentity.refusal(lift(caller(Role.ADMIN), target, mute, NOW.plusSeconds(60))))
                .isEqualTo(new SanctionOver(mute.id()));
        assertThat(TestIdentity.refusal(lift(caller(Role.ADMIN), target, lifted(ban, NOW), NOW)))
                .isEqualTo(new SanctionOver(ban.id()));
        TestIdentity.done(lift(caller(Role.MODERATOR), target, mute, NOW));
    }

    @Test
    void theStrictestThatLastsWins_andOfEqualsTheLongest() {
        var player = account(Role.PLAYER).id();
        var mute = sanction(player, SanctionKind.MUTE, NOW, NOW.plus(Duration.ofDays(90)));
        var week = sanction(player, SanctionKind.SUSPENSION, NOW, NOW.plus(WEEK));
        var day = sanction(player, SanctionKind.SUSPENSION, NOW, NOW.plus(Duration.ofDays(1)));
        var hour = sanction(player, SanctionKind.BAN, NOW, NOW.plus(Duration.ofHours(1)));
        var forever = sanction(player, SanctionKind.BAN, NOW, null);

        assertThat(Sanction.strictest(List.of(mute, week, day, hour, forever), NOW))
                .contains(forever);
        assertThat(Sanction.strictest(List.of(mute, week, day, hour, lifted(forever, NOW)), NOW))
                .contains(hour);
        assertThat(Sanction.strictest(List.of(mute, week, day, hour), NOW.plus(Duration.ofHours(1))))
                .contains(week);
        assertThat(Sanction.strictest(List.of(mute, week, day, hour), NOW.plus(WEEK)))
                .contains(mute);
        assertThat(Sanction.strictest(List.of(), NOW)).isEmpty();
    }

    private static Result<Sanction, IdentityRefusal> apply(
            Caller by, Account target, SanctionKind kind, @Nullable Instant until) {
        return SanctionRights.apply(by, target, sanction(target.id(), kind, NOW, until), WEEK);
    }

    private static Result<Sanction, IdentityRefusal> lift(Caller by, Account target, Sanction sanction, Instant now) {
        return SanctionRights.lift(by, target, sanction, now, WEEK);
    }

    private static Caller caller(Role role) {
        return new Caller(new PlayerId(UUID.randomUUID()), Set.of(role));
    }

    private static Account account(Role role) {
        var player = TestIdentity.player(TestIdentity.anyLogin());
        return new Account(player.id(), player.login(), "Anna", Set.of(role), true, NOW);
    }
}
