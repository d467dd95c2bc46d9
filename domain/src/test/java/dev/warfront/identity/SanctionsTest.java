package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.done;
import static dev.warfront.identity.TestIdentity.refusal;
import static dev.warfront.identity.TestIdentity.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.IdentityEvent.SanctionApplied;
import dev.warfront.identity.IdentityEvent.SanctionLifted;
import dev.warfront.identity.IdentityRefusal.AppealedBefore;
import dev.warfront.identity.IdentityRefusal.NoSuchAccount;
import dev.warfront.identity.IdentityRefusal.SanctionOver;
import dev.warfront.identity.IdentityRefusal.ShutOut;
import dev.warfront.identity.IdentityRefusal.UnknownSanction;
import dev.warfront.identity.IdentityRefusal.WrongCredentials;
import dev.warfront.identity.StaffAccounts.Status;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// What sanctions take away, and for how long.
class SanctionsTest {
    private static final String HOME = "192.0.2.1";
    private static final Caller ADMIN = new Caller(TestIdentity.ADMIN, Set.of(Role.ADMIN));
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

    private final IdentityGame identity = IdentityGame.inMemory();
    private final Account anna = identity.stored("anna");

    @Test
    void givenASuspension_logInIsRefusedUntilItsEnd_andTellsThoseAloneWhoKnowThePassword() {
        apply(SanctionKind.SUSPENSION, TOMORROW);

        assertThat(refusal(logIn(PASSWORD))).isEqualTo(new ShutOut(SanctionKind.SUSPENSION, "You cheated.", TOMORROW));
        assertThat(refusal(logIn("wrong"))).isEqualTo(new WrongCredentials());

        identity.clock.set(TOMORROW);
        done(logIn(PASSWORD));
    }

    @Test
    void givenABanBesideASuspension_theBanIsTold() {
        apply(SanctionKind.SUSPENSION, TOMORROW);
        apply(SanctionKind.BAN, null);

        assertThat(refusal(logIn(PASSWORD))).isEqualTo(new ShutOut(SanctionKind.BAN, "You cheated.", null));
    }

    @Test
    void givenASession_aBanEndsIt_andItsRenewalSaysWhy_alsoAfterTheBan() {
        var session = done(logIn(PASSWORD)).refreshToken();

        var ban = apply(SanctionKind.BAN, null);
        assertThat(refusal(identity.renewed(session))).isInstanceOf(ShutOut.class);

        done(identity.liftSanction.lift(ADMIN, ban.id(), "a mistake"));
        assertThat(refusal(identity.renewed(session))).isInstanceOf(IdentityRefusal.BadRefreshToken.class);
        done(logIn(PASSWORD));
    }

    @Test
    void givenAWarningAMuteOrABanFromWars_sessionsGoOn() {
        var session = done(logIn(PASSWORD)).refreshToken();
        apply(SanctionKind.WARNING, null);
        apply(SanctionKind.MUTE, TOMORROW);
        apply(SanctionKind.WAR_BAN, TOMORROW);

        done(identity.renewed(session));
        done(logIn(PASSWORD));
        assertThat(identity.warBansChanged).containsExactly(anna.id());
    }

    @Test
    void givenABanFromWarsThatIsLifted_warsLearnOfIt() {
        var ban = apply(SanctionKind.WAR_BAN, TOMORROW);

        done(identity.liftSanction.lift(ADMIN, ban.id(), "a mistake"));

        assertThat(identity.warBansChanged).containsExactly(anna.id(), anna.id());
        assertThat(identity.ports.sanctions().warBan(anna.id()).blockOptional(TestIdentity.PATIENCE))
                .isEmpty();
    }

    @Test
    void givenASuspensionOrABan_warsLearnOfItAndOfItsLifting() {
        apply(SanctionKind.SUSPENSION, TOMORROW);
        var ban = apply(SanctionKind.BAN, null);
        done(identity.liftSanction.lift(ADMIN, ban.id(), "a mistake"));

        assertThat(identity.warBansChanged).containsExactly(anna.id(), anna.id(), anna.id());
    }

    @Test
    void givenASanction_itIsPublishedWithItsBeginningAndItsLifting_withoutWhatStaffNoted() {
        var mute = apply(SanctionKind.MUTE, TOMORROW);
        done(identity.liftSanction.lift(ADMIN, mute.id(), "a mistake"));

        assertThat(identity.outbox.events())
                .containsExactly(
                        new SanctionApplied(
                                anna.id(), mute.id(), SanctionKind.MUTE, "CHEATING", TOMORROW, ADMIN.id(), NOW),
                        new SanctionLifted(anna.id(), mute.id(), SanctionKind.MUTE, ADMIN.id(), NOW));
    }

    @Test
    void givenARefusedSanction_nothingIsStoredOrPublished() {
        var nobody = new PlayerId(UUID.randomUUID());
        assertThat(refusal(identity.applySanction.apply(ADMIN, order(nobody, SanctionKind.MUTE, TOMORROW))))
                .isEqualTo(new NoSuchAccount(nobody));
        refusal(identity.applySanction.apply(ADMIN, order(anna.id(), SanctionKind.MUTE, NOW)));

        assertThat(run(identity.staffAccounts.sanctionsOf(anna.id()))).isEmpty();
        assertThat(identity.outbox.events()).isEmpty();
    }

    @Test
    void givenASanction_itIsLiftedOnce() {
        var mute = apply(SanctionKind.MUTE, TOMORROW);
        done(identity.liftSanction.lift(ADMIN, mute.id(), "a mistake"));

        assertThat(refusal(identity.liftSanction.lift(ADMIN, mute.id(), "again")))
                .isEqualTo(new SanctionOver(mute.id()));
        var unknown = UUID.randomUUID();
        assertThat(refusal(identity.liftSanction.lift(ADMIN, unknown, "why"))).isEqualTo(new UnknownSanction(unknown));
    }

    @Test
    void givenASanction_itsPlayerAppealsOnce_whileItLasts() {
        var mute = apply(SanctionKind.MUTE, TOMORROW);
        var over = apply(SanctionKind.MUTE, NOW.plusSeconds(1));
        identity.clock.advance(Duration.ofSeconds(1));

        var appealed = done(identity.appealSanction.appeal(anna.id(), mute.id(), "not me"));

        assertThat(appealed.appeal()).isEqualTo(new Sanction.Appeal("not me", NOW.plusSeconds(1)));
        assertThat(refusal(identity.appealSanction.appeal(anna.id(), mute.id(), "really")))
                .isEqualTo(new AppealedBefore(mute.id()));
        assertThat(refusal(identity.appealSanction.appeal(anna.id(), over.id(), "not me")))
                .isEqualTo(new SanctionOver(over.id()));
        assertThat(refusal(identity.appealSanction.appeal(TestIdentity.ADMIN, mute.id(), "not me")))
                .isEqualTo(new UnknownSanction(mute.id()));
    }

    @Test
    void givenAnAccount_staffSeesItsStatusSanctionsAndLastLogIn() {
        assertThat(run(identity.staffAccounts.find(anna.id())).lastSeen()).isNull();
        done(logIn(PASSWORD));
        var mute = apply(SanctionKind.MUTE, TOMORROW);
        assertThat(run(identity.staffAccounts.find(anna.id())).status()).isEqualTo(Status.ACTIVE);

        identity.clock.advance(Duration.ofSeconds(1));
        var suspension = apply(SanctionKind.SUSPENSION, TOMORROW);
        var view = run(identity.staffAccounts.find(anna.id()));
        assertThat(view.status()).isEqualTo(Status.SUSPENDED);
        assertThat(view.sanctions()).containsExactly(suspension, mute);
        assertThat(view.lastSeen()).isEqualTo(NOW);

        apply(SanctionKind.BAN, null);
        assertThat(run(identity.staffAccounts.find(anna.id())).status()).isEqualTo(Status.BANNED);
        identity.ports.done(identity.ports.accounts().close(anna.id()));
        assertThat(run(identity.staffAccounts.find(anna.id())).status()).isEqualTo(Status.CLOSED);
    }

    private Sanction apply(SanctionKind kind, @Nullable Instant until) {
        return done(identity.applySanction.apply(ADMIN, order(anna.id(), kind, until)));
    }

    private static Sanction.Order order(PlayerId account, SanctionKind kind, @Nullable Instant until) {
        return new Sanction.Order(account, kind, "CHEATING", "You cheated.", "seen by two", until);
    }

    private Mono<Result<TokenPair, IdentityRefusal>> logIn(String password) {
        return identity.logIn.logIn("anna", password, HOME);
    }
}
