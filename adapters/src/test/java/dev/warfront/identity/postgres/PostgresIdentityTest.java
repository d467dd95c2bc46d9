package dev.warfront.identity.postgres;

import static dev.warfront.identity.TestIdentity.ADMIN;
import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.PATIENCE;
import static dev.warfront.identity.TestIdentity.done;
import static dev.warfront.identity.TestIdentity.refusal;
import static dev.warfront.identity.TestIdentity.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.IdentityEvent;
import dev.warfront.identity.IdentityGame;
import dev.warfront.identity.IdentityPorts;
import dev.warfront.identity.IdentityRefusal.LoginLocked;
import dev.warfront.identity.IdentityRefusal.WrongCredentials;
import dev.warfront.identity.LoginFailures.Subject;
import dev.warfront.identity.LoginName;
import dev.warfront.identity.RefreshFamilies;
import dev.warfront.identity.SigningKeys;
import dev.warfront.identity.TestIdentity;
import dev.warfront.identity.TokenPair;
import dev.warfront.identity.crypto.DerivedSecrets;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.kernel.postgres.Upkeep;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The use cases on the real PostgreSQL, where races are decided.
class PostgresIdentityTest {
    private final DatabaseClient db = KernelOnPostgres.database();
    private final IdentityOnPostgres store = new IdentityOnPostgres();
    private final DerivedSecrets secrets = store.secrets;
    private final IdentityGame identity = store.game();
    private final IdentityPorts ports = identity.ports;

    private final String name = "u" + UUID.randomUUID().toString().substring(24);
    private final String address = UUID.randomUUID().toString();

    @Test
    void givenTwoRegistrationsOfOneName_oneIsMade() {
        var outcomes = atOnce(IntStream.range(0, 8)
                .mapToObj(i -> identity.register.register(
                        new LoginName(i % 2 == 0 ? name : name.toUpperCase(Locale.ROOT)), PASSWORD, "Anna"))
                .toList());

        assertThat(outcomes.stream().filter(Result.Done.class::isInstance)).hasSize(1);
        assertThat(identity.outbox.events(IdentityEvent.AccountCreated.class)).hasSize(1);
    }

    @Test
    void givenARegistration_theAccountIsReadBackAsItWas() {
        var registered = done(identity.register.register(new LoginName(name), PASSWORD, "Änna"));

        assertThat(run(ports.accounts().find(registered.id()))).isEqualTo(registered);
    }

    @Test
    void givenOneTokenUsedManyTimesAtOnce_allGetTheSameSuccessor() {
        var first = registeredAndIn();

        var answers = atOnce(IntStream.range(0, 8)
                .mapToObj(_ -> identity.refresh.refresh(first).map(TestIdentity::done))
                .toList());

        assertThat(answers).hasSize(8).extracting(TokenPair::refreshToken).containsOnly(secrets.successorOf(first));
        assertThat(done(identity.refresh.refresh(answers.getFirst().refreshToken())))
                .isNotNull();
    }

    @Test
    void givenAnOldGeneration_theFamilyIsRevokedForEver() {
        var first = registeredAndIn();
        var second = done(identity.refresh.refresh(first)).refreshToken();
        var third = done(identity.refresh.refresh(second)).refreshToken();

        for (var token : List.of(first, first, second, third)) {
            assertThat(run(identity.refresh.refresh(token))).isInstanceOf(Result.Refused.class);
        }
        assertThat(identity.outbox.events(IdentityEvent.TokenReused.class)).hasSize(1);
    }

    @Test
    void givenTokensInTheDatabase_noneIsThereInTheClear() {
        var token = registeredAndIn();

        var hashes = run(db.sql("select count(*) from identity_refresh_token where token_hash = :hash")
                .bind("hash", HexFormat.of().parseHex(secrets.hashOf(token)))
                .mapValue(Long.class)
                .one());

        assertThat(hashes).isOne();
        assertThat(secrets.hashOf(token)).isNotEqualTo(token);
    }

    @Test
    void givenManyGuessesAtOnce_fiveAreJudged_andTheRestIsShutOut() {
        var account = done(identity.register.register(new LoginName(name), PASSWORD, "Anna"));

        var refusals = atOnce(IntStream.range(0, 16)
                .mapToObj(_ -> identity.logIn
                        .logIn(name, "wrong", UUID.randomUUID().toString())
                        .map(TestIdentity::refusal))
                .toList());

        assertThat(refusal(identity.logIn.logIn(name, PASSWORD, address))).isInstanceOf(LoginLocked.class);
        assertThat(run(ports.failures().find(new Subject(Subject.Kind.ACCOUNT, name)))
                        .locks())
                .isOne();
        assertThat(refusals).hasOnlyElementsOfTypes(WrongCredentials.class, LoginLocked.class);
        assertThat(identity.outbox.events(IdentityEvent.AccountLocked.class))
                .extracting(IdentityEvent.AccountLocked::account)
                .containsExactly(account.id());
    }

    @Test
    void givenAGameServer_itsKeyIsSealedAndKnown_untilItIsRevoked() {
        var created = done(identity.createServer.create(ADMIN, name));
        var id = created.server().id();
        var onAnotherNode = store.serversOfAnotherNode();

        assertThat(run(store.servers.keyOf(id.value())))
                .isEqualTo(HexFormat.of().parseHex(created.signingKey()));
        assertThat(run(onAnotherNode.isTrusted(id))).isTrue();
        assertThat(run(db.sql("select signing_key from identity_game_server where id = :id")
                        .bind("id", id.value())
                        .mapValue(byte[].class)
                        .one()))
                .hasSizeGreaterThan(32);

        done(identity.revokeServer.revoke(ADMIN, id, 1));

        assertThat(store.servers.keyOf(id.value()).blockOptional(PATIENCE)).isEmpty();
        store.clock.advance(Duration.ofSeconds(5));
        assertThat(run(onAnotherNode.isTrusted(id))).isFalse();
        assertThat(onAnotherNode.keyOf(id.value()).blockOptional(PATIENCE)).isEmpty();
    }

    @Test
    void givenOneNameTwiceAtOnce_oneServerIsMade() {
        var outcomes = atOnce(IntStream.range(0, 6)
                .mapToObj(_ -> identity.createServer.create(ADMIN, name))
                .toList());

        assertThat(outcomes.stream().filter(Result.Done.class::isInstance)).hasSize(1);
    }

    @Test
    void givenManyNodes_theyAgreeOnTheKeyOfTheProgram() {
        var keys = atOnce(IntStream.range(0, 6)
                .mapToObj(_ -> store.serversOfAnotherNode().keyOf(SigningKeys.PROGRAM))
                .toList());

        assertThat(keys)
                .hasSize(6)
                .allSatisfy(key -> assertThat(key).hasSize(32).isEqualTo(keys.getFirst()));
    }

    @Test
    void givenEndedFamilies_theUpkeepTakesThemAway_andLeavesTheOthers() {
        var token = registeredAndIn();
        var ended = "update identity_refresh_family set rotated_at = '2026-01-01', idle_until = '2026-01-02',"
                + " until = clock_timestamp() - interval '%d minutes' where account_id = (select id from identity_account where login = :login)";

        change(ended.formatted(59));
        upkeep().once().block(PATIENCE);
        assertThat(family(token)).isPresent();

        change(ended.formatted(61));
        upkeep().once().block(PATIENCE);
        assertThat(family(token)).isEmpty();
    }

    @Test
    void givenForgottenFailures_theUpkeepTakesThemAway_andLeavesTheOthers() {
        var touched = "update identity_login_failure set touched_at = clock_timestamp() - interval '%d hours'"
                + " where name = :login";
        identity.logIn.logIn(name, "a wrong password", address).block(PATIENCE);

        change(touched.formatted(25)); // a day, both windows and both longest locks are 25 h and 35 min
        upkeep().once().block(PATIENCE);
        assertThat(failures()).isOne();

        change(touched.formatted(26));
        upkeep().once().block(PATIENCE);
        assertThat(failures()).isZero();
    }

    private Upkeep upkeep() {
        var declared = new IdentityUpkeep();
        return new Upkeep(db, List.of(declared.endedFamilies(), declared.forgottenFailures(TestIdentity.RULES)));
    }

    private Optional<RefreshFamilies.Shown> family(String token) {
        return ports.families()
                .lock(secrets.hashOf(token))
                .as(ports.transactions()::inTransaction)
                .blockOptional(PATIENCE);
    }

    private void change(String sql) {
        db.sql(sql).bind("login", name).then().block(PATIENCE);
    }

    private Long failures() {
        return run(db.sql("select count(*) from identity_login_failure where name = :login")
                .bind("login", name)
                .mapValue(Long.class)
                .one());
    }

    private String registeredAndIn() {
        done(identity.register.register(new LoginName(name), PASSWORD, "Anna"));
        return done(identity.logIn.logIn(name, PASSWORD, address)).refreshToken();
    }

    private static <T> List<T> atOnce(List<Mono<T>> work) {
        return run(Flux.fromIterable(work)
                .flatMap(one -> one.subscribeOn(Schedulers.parallel()), work.size())
                .collectList());
    }
}
