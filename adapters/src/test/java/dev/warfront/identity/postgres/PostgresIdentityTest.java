package dev.warfront.identity.postgres;

import static dev.warfront.identity.TestIdentity.ADMIN;
import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.identity.IdentityEvent;
import dev.warfront.identity.IdentityRefusal;
import dev.warfront.identity.IdentityRefusal.LoginLocked;
import dev.warfront.identity.IdentityRefusal.WrongCredentials;
import dev.warfront.identity.Login;
import dev.warfront.identity.LoginFailures.Subject;
import dev.warfront.identity.SigningKeys;
import dev.warfront.identity.TestIdentity;
import dev.warfront.identity.Tokens;
import dev.warfront.identity.crypto.DerivedSecrets;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.crypto.TestSealer;
import dev.warfront.kernel.http.HttpServer;
import dev.warfront.outbox.InMemoryOutbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The use cases on the real PostgreSQL, where races are decided.
class PostgresIdentityTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DatabaseClient db = TestDatabase.get().client();
    private final Transactions transactions = HttpServer.transactions();
    private final MutableClock clock = new MutableClock(NOW);
    private final DerivedSecrets secrets = new DerivedSecrets(TestSealer.SEALER);
    private final PostgresAccounts accounts = new PostgresAccounts(db);
    private final PostgresRefreshFamilies families = new PostgresRefreshFamilies(db);
    private final PostgresLoginFailures failures = new PostgresLoginFailures(db);
    private final PostgresGameServers servers = servers();
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final TestIdentity.UseCases identity = new TestIdentity.UseCases(
            accounts,
            families,
            failures,
            servers,
            secrets,
            new TestIdentity.PlainPasswords(),
            outbox,
            transactions,
            clock,
            (_, _) -> Mono.empty(),
            (_, _) -> Mono.empty());

    private final String name = "u" + UUID.randomUUID().toString().substring(24);
    private final String address = UUID.randomUUID().toString();

    @Test
    void givenTwoRegistrationsOfOneName_oneIsMade() {
        var outcomes = atOnce(IntStream.range(0, 8)
                .mapToObj(i -> identity.register.register(
                        new Login(i % 2 == 0 ? name : name.toUpperCase(Locale.ROOT)), PASSWORD, "Anna"))
                .toList());

        assertThat(outcomes.stream().filter(Result.Done.class::isInstance)).hasSize(1);
        assertThat(outbox.events(IdentityEvent.AccountCreated.class)).hasSize(1);
    }

    @Test
    void givenARegistration_theAccountIsReadBackAsItWas() {
        var registered = done(identity.register.register(new Login(name), PASSWORD, "Änna"));

        assertThat(run(accounts.find(registered.id()))).isEqualTo(registered);
    }

    @Test
    void givenOneTokenUsedManyTimesAtOnce_allGetTheSameSuccessor() {
        var first = registeredAndIn();

        var answers = atOnce(IntStream.range(0, 8)
                .mapToObj(_ -> identity.refresh.refresh(first).map(PostgresIdentityTest::value))
                .toList());

        assertThat(answers).hasSize(8).extracting(Tokens::refreshToken).containsOnly(secrets.successorOf(first));
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
        assertThat(outbox.events(IdentityEvent.TokenReused.class)).hasSize(1);
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
        var account = done(identity.register.register(new Login(name), PASSWORD, "Anna"));

        var refusals = atOnce(IntStream.range(0, 16)
                .mapToObj(_ -> identity.logIn
                        .logIn(name, "wrong", UUID.randomUUID().toString())
                        .map(PostgresIdentityTest::refusal))
                .toList());

        assertThat(refusal(run(identity.logIn.logIn(name, PASSWORD, address)))).isInstanceOf(LoginLocked.class);
        assertThat(run(failures.find(new Subject(Subject.Kind.ACCOUNT, name))).locks())
                .isOne();
        assertThat(refusals).hasOnlyElementsOfTypes(WrongCredentials.class, LoginLocked.class);
        assertThat(outbox.events(IdentityEvent.AccountLocked.class))
                .extracting(IdentityEvent.AccountLocked::account)
                .containsExactly(account.id());
    }

    @Test
    void givenAGameServer_itsKeyIsSealedAndKnown_untilItIsRevoked() {
        var created = done(identity.createServer.create(ADMIN, name));
        var id = created.server().id();
        var onAnotherNode = servers();

        assertThat(run(servers.keyOf(id.value()))).isEqualTo(HexFormat.of().parseHex(created.signingKey()));
        assertThat(run(onAnotherNode.isTrusted(id))).isTrue();
        assertThat(run(db.sql("select signing_key from identity_game_server where id = :id")
                        .bind("id", id.value())
                        .mapValue(byte[].class)
                        .one()))
                .hasSizeGreaterThan(32);

        done(identity.revokeServer.revoke(ADMIN, id, 1));

        assertThat(servers.keyOf(id.value()).blockOptional(PATIENCE)).isEmpty();
        clock.advance(Duration.ofSeconds(5));
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
                .mapToObj(_ -> servers().keyOf(SigningKeys.PROGRAM))
                .toList());

        assertThat(keys)
                .hasSize(6)
                .allSatisfy(key -> assertThat(key).hasSize(32).isEqualTo(keys.getFirst()));
    }

    @Test
    void givenConfiguredAccountsOnTwoNodesAtOnce_oneOfEachIsThere() {
        for (var round = 0; round < 2; round++) {
            identity.firstAccounts
                    .gameServer(name, new Login(name), PASSWORD, "k".repeat(32).getBytes(StandardCharsets.UTF_8))
                    .block(PATIENCE);
        }

        done(identity.logIn.logIn(name, PASSWORD, address));
    }

    @Test
    void givenEndedFamilies_theUpkeepTakesThemAway_andLeavesTheOthers() {
        var token = registeredAndIn();
        var rules = TestIdentity.RULES;

        new IdentityUpkeep(db, rules, clock).sweep().block(PATIENCE);
        assertThat(families.lock(secrets.hashOf(token))
                        .as(transactions::inTransaction)
                        .blockOptional(PATIENCE))
                .isPresent();

        var later = new MutableClock(NOW.plus(Duration.ofDays(91)));
        new IdentityUpkeep(db, rules, later).sweep().block(PATIENCE);
        assertThat(families.lock(secrets.hashOf(token))
                        .as(transactions::inTransaction)
                        .blockOptional(PATIENCE))
                .isEmpty();
    }

    private String registeredAndIn() {
        done(identity.register.register(new Login(name), PASSWORD, "Anna"));
        return done(identity.logIn.logIn(name, PASSWORD, address)).refreshToken();
    }

    private PostgresGameServers servers() {
        return new PostgresGameServers(db, TestSealer.SEALER, secrets, clock, RULES);
    }

    private static <T> List<T> atOnce(List<Mono<T>> work) {
        return run(Flux.fromIterable(work)
                .flatMap(one -> one.subscribeOn(Schedulers.parallel()), work.size())
                .collectList());
    }

    private static <T> T done(Mono<Result<T, IdentityRefusal>> command) {
        return value(run(command));
    }

    private static <T> T value(Result<T, IdentityRefusal> result) {
        return switch (result) {
            case Result.Done<T, IdentityRefusal>(var value) -> value;
            case Result.Refused<T, IdentityRefusal>(var refusal) -> throw new AssertionError(refusal.toString());
        };
    }

    private static IdentityRefusal refusal(Result<?, IdentityRefusal> result) {
        return switch (result) {
            case Result.Done<?, IdentityRefusal>(var value) -> throw new AssertionError("done: " + value);
            case Result.Refused<?, IdentityRefusal>(var refusal) -> refusal;
        };
    }

    private static <T> T run(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }
}
