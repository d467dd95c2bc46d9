package dev.warfront.identity.postgres;

import static dev.warfront.identity.TestIdentity.ADMIN;
import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.PATIENCE;
import static dev.warfront.identity.TestIdentity.anyLogin;
import static dev.warfront.identity.TestIdentity.done;
import static dev.warfront.identity.TestIdentity.refusal;
import static dev.warfront.identity.TestIdentity.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.Account;
import dev.warfront.identity.IdentityGame;
import dev.warfront.identity.IdentityGame.Neighbours;
import dev.warfront.identity.IdentityRefusal;
import dev.warfront.identity.IdentityRefusal.ShutOut;
import dev.warfront.identity.IdentityRefusal.WrongCredentials;
import dev.warfront.identity.LoginName;
import dev.warfront.identity.Passwords;
import dev.warfront.identity.Presence;
import dev.warfront.identity.Sanction;
import dev.warfront.identity.SanctionKind;
import dev.warfront.identity.TestIdentity.PlainPasswords;
import dev.warfront.identity.TokenPair;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/// Somebody logs in with what was right a moment ago, while the sessions of the account are ended.
class LogInRacesTest {
    private final DatabaseClient db = KernelOnPostgres.database();
    private final IdentityOnPostgres store = new IdentityOnPostgres();
    private final IdentityGame identity = store.game();
    private final Pause pause = new Pause();
    private final LoginName login = new LoginName(anyLogin());

    @Test
    void givenAPasswordThatIsChangedAfterItWasChecked_theLoginIsRefused_andNoSessionIsLeft() {
        configureAdministrator(PASSWORD);

        var result = logInPaused(login, PASSWORD, () -> configureAdministrator("another one"));

        assertThat(refusal(result)).isEqualTo(new WrongCredentials());
        assertThat(sessions()).isZero();
        done(identity.logIn.logIn(login.text(), "another one", anyAddress()));
    }

    @Test
    void givenAServerThatIsRevokedAfterItsPasswordWasChecked_itsLoginIsRefused() {
        var server = done(identity.newServer(login.text()));

        var result = logInPaused(
                server.login(),
                server.password(),
                () -> done(identity.revokeServer.revoke(ADMIN, server.server().id(), 1)));

        assertThat(refusal(result)).isEqualTo(new WrongCredentials());
    }

    @Test
    void givenABanAfterThePasswordWasChecked_theLoginIsRefused_andNoSessionIsLeft() {
        var account = done(identity.register.register(login, PASSWORD, "Anna"));

        var result = logInPaused(login, PASSWORD, () -> ban(account));

        assertThat(refusal(result)).isEqualTo(new ShutOut(SanctionKind.BAN, "You cheated.", null));
        assertThat(sessions()).isZero();
    }

    @RepeatedTest(5)
    void givenRefreshesLoginsAndABanAtOnce_noSessionIsLeft() {
        var account = done(identity.register.register(login, PASSWORD, "Anna"));
        var address = anyAddress();
        var work = new ArrayList<Mono<?>>();
        for (var i = 0; i < 4; i++) {
            var session = done(identity.logIn.logIn(login.text(), PASSWORD, address));
            work.add(identity.renewed(session.refreshToken()));
            work.add(identity.logIn.logIn(login.text(), PASSWORD, address));
        }
        work.add(4, Mono.fromRunnable(() -> ban(account)).subscribeOn(Schedulers.boundedElastic()));

        Flux.fromIterable(work)
                .flatMap(one -> one.subscribeOn(Schedulers.parallel()), work.size())
                .then()
                .block(PATIENCE);

        assertThat(sessions()).isZero();
    }

    private void ban(Account account) {
        done(identity.applySanction.apply(
                new Caller(ADMIN, Set.of(Role.ADMIN)),
                new Sanction.Order(account.id(), SanctionKind.BAN, "CHEATING", "You cheated.", "seen", null)));
    }

    @Test
    void givenASessionThatIsBeingStored_theAccountIsChangedOnlyAfterIt() {
        done(identity.register.register(login, PASSWORD, "Anna"));
        Presence paused = (_, _) -> pause.here();
        var storing = store.game(Neighbours.quiet().with(paused)).logIn.logIn(login.text(), PASSWORD, anyAddress());

        var result = pause.with(
                storing,
                () -> assertThat(db.sql(
                                        "select id from identity_account where login = :login for no key update skip locked")
                                .bind("login", login.text())
                                .mapValue(UUID.class)
                                .one()
                                .blockOptional(PATIENCE))
                        .isEmpty());

        done(result);
    }

    private Result<TokenPair, IdentityRefusal> logInPaused(LoginName login, String password, Runnable meanwhile) {
        var paused = store.game(Neighbours.quiet().with(new PausedPasswords(pause)));
        return pause.with(paused.logIn.logIn(login.text(), password, anyAddress()), meanwhile);
    }

    private void configureAdministrator(String password) {
        identity.firstAccounts.administrator(login, password).block(PATIENCE);
    }

    private long sessions() {
        return run(
                db.sql("select count(*) from identity_refresh_family f join identity_account a on a.id = f.account_id"
                                + " where a.login = :login and f.revoked_at is null")
                        .bind("login", login.text())
                        .mapValue(Long.class)
                        .one());
    }

    private static String anyAddress() {
        return UUID.randomUUID().toString();
    }

    /// Their checks say what is right, and then let time pass.
    private record PausedPasswords(PlainPasswords plain, Pause pause) implements Passwords {
        private PausedPasswords(Pause pause) {
            this(new PlainPasswords(), pause);
        }

        @Override
        public Mono<String> hash(String password) {
            return plain.hash(password);
        }

        @Override
        public Mono<Boolean> matches(String password, String hash) {
            return plain.matches(password, hash).delayUntil(_ -> pause.here());
        }

        @Override
        public Mono<Boolean> matchesNothing(String password) {
            return plain.matchesNothing(password);
        }
    }

    /// Where work stands still until a test has done something else.
    private static final class Pause {
        private final Sinks.Empty<Void> reached = Sinks.empty();
        private final Sinks.Empty<Void> over = Sinks.empty();

        Mono<Void> here() {
            return Mono.<Void>fromRunnable(reached::tryEmitEmpty).then(over.asMono());
        }

        /// What the work comes to.
        <T> T with(Mono<T> work, Runnable meanwhile) {
            var results = new ArrayList<T>();
            work.as(StepVerifier::create)
                    .then(() -> {
                        reached.asMono().block(PATIENCE);
                        meanwhile.run();
                        over.tryEmitEmpty();
                    })
                    .consumeNextWith(results::add)
                    .expectComplete()
                    .verify(PATIENCE);
            return results.getFirst();
        }
    }
}
