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
import dev.warfront.identity.IdentityGame.Neighbours;
import dev.warfront.identity.IdentityPorts;
import dev.warfront.identity.IdentityRefusal;
import dev.warfront.identity.IdentityRefusal.LoginLocked;
import dev.warfront.identity.IdentityRefusal.WrongCredentials;
import dev.warfront.identity.LoginFailures.Subject;
import dev.warfront.identity.LoginName;
import dev.warfront.identity.Passwords;
import dev.warfront.identity.RefreshFamilies;
import dev.warfront.identity.SigningKeys;
import dev.warfront.identity.TestIdentity;
import dev.warfront.identity.TestIdentity.PlainPasswords;
import dev.warfront.identity.TokenPair;
import dev.warfront.identity.crypto.DerivedSecrets;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.kernel.postgres.Upkeep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/// The use cases on the real PostgreSQL, where races are decided.
class PostgresIdentityTest {
    private static final int GUESSES = 16;

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
                .mapToObj(_ -> identity.renewed(first).map(TestIdentity::done))
                .toList());

        assertThat(answers).hasSize(8).extracting(TokenPair::refreshToken).containsOnly(secrets.successorOf(first));
        assertThat(done(identity.renewed(answers.getFirst().refreshToken()))).isNotNull();
    }

    @Test
    void givenAnOldGeneration_theFamilyIsRevokedForEver() {
        var first = registeredAndIn();
        var second = done(identity.renewed(first)).refreshToken();
        var third = done(identity.renewed(second)).refreshToken();

        for (var token : List.of(first, first, second, third)) {
            assertThat(run(identity.renewed(token))).isInstanceOf(Result.Refused.class);
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
    void givenWrongGuessesThatAreCheckedAtOnce_fiveAreAnswered_andTheOthersLearnNothing() {
        var account = done(identity.register.register(new LoginName(name), PASSWORD, "Anna"));

        var game = store.game(Neighbours.quiet().with(new CheckedTogether(GUESSES)));

        var refusals = guessedAtOnce(game, Collections.nCopies(GUESSES, "wrong")).stream()
                .map(TestIdentity::refusal)
                .toList();

        assertThat(refusals).filteredOn(WrongCredentials.class::isInstance).hasSize(5);
        assertThat(refusals).filteredOn(LoginLocked.class::isInstance).hasSize(GUESSES - 5);
        assertThat(run(ports.failures().find(new Subject(Subject.Kind.ACCOUNT, name)))
                        .locks())
                .isOne();
        assertThat(game.outbox.events(IdentityEvent.AccountLocked.class))
                .extracting(IdentityEvent.AccountLocked::account)
                .containsExactly(account.id());
    }

    @Test
    void givenTheRightGuessAmongThem_itIsAnsweredOnlyAmongTheFirstFive() {
        done(identity.register.register(new LoginName(name), PASSWORD, "Anna"));
        var guesses = new ArrayList<>(Collections.nCopies(GUESSES - 1, "wrong"));
        guesses.add(GUESSES / 2, PASSWORD);
        var game = store.game(Neighbours.quiet().with(new CheckedTogether(GUESSES)));

        var results = guessedAtOnce(game, guesses);

        var right = results.get(GUESSES / 2);
        var wrong = results.stream()
                .filter(result -> result.equals(Result.refused(new WrongCredentials())))
                .count();
        assertThat(wrong)
                .as("five after the right one, which forgives at most four before it; five when it came too late")
                .isBetween(5L, right instanceof Result.Done<TokenPair, IdentityRefusal> ? 9L : 5L);
        if (right instanceof Result.Refused<TokenPair, IdentityRefusal>(var refusal)) {
            assertThat(refusal).isInstanceOf(LoginLocked.class);
        }
    }

    @Test
    void givenGuessesOfStrangersAtOnce_theOwnerLogsInAmongThemFromWhereItWasBefore() {
        registeredAndIn();
        var game = store.game(Neighbours.quiet().with(new CheckedTogether(2 * GUESSES)));
        var owners = Collections.nCopies(GUESSES, game.logIn.logIn(name, PASSWORD, address));
        var strangers = IntStream.range(0, GUESSES)
                .mapToObj(i -> game.logIn.logIn(name, "wrong", "203.0.113." + i))
                .toList();

        var results = atOnce(Stream.concat(owners.stream(), strangers.stream()).toList());

        assertThat(results).filteredOn(Result.Done.class::isInstance).hasSize(GUESSES);
        assertThat(results)
                .filteredOn(result -> result.equals(Result.refused(new WrongCredentials())))
                .hasSize(5);
    }

    @Test
    void givenWrongGuessesAtOnceFromWhereTheOwnerIs_fiveAreAnswered() {
        registeredAndIn();
        var game = store.game(Neighbours.quiet().with(new CheckedTogether(GUESSES)));

        var refusals = atOnce(Collections.nCopies(GUESSES, game.logIn.logIn(name, "wrong", address))).stream()
                .map(TestIdentity::refusal)
                .toList();

        assertThat(refusals).filteredOn(WrongCredentials.class::isInstance).hasSize(5);
        assertThat(refusals).filteredOn(LoginLocked.class::isInstance).hasSize(GUESSES - 5);
    }

    @Test
    void givenWrongGuessesAtOnceAtAGameServer_tenAtMostAreAnsweredFromOneAddress_andTheServerLogsInAmongThem() {
        var server = done(identity.newServer(name));
        var game = store.game(Neighbours.quiet().with(new CheckedTogether(GUESSES + 1)));
        var login = server.login().text();
        var wrong = Collections.nCopies(GUESSES, game.logIn.logIn(login, "wrong", address));
        var right = List.of(game.logIn.logIn(login, server.password(), address));

        var results = atOnce(Stream.concat(wrong.stream(), right.stream()).toList());

        assertThat(results).filteredOn(Result.Done.class::isInstance).hasSize(1);
        assertThat(results)
                .filteredOn(result -> result.equals(Result.refused(new WrongCredentials())))
                .hasSizeBetween(5, 10); // when the right one comes, the guesses before it are forgiven
    }

    @Test
    void givenOneAccountFromManyAddressesAtOnce_allLogIn_andTheNewestTenAreRemembered() {
        done(identity.register.register(new LoginName(name), PASSWORD, "Anna"));

        var results = atOnce(IntStream.range(0, GUESSES)
                .mapToObj(i -> identity.logIn.logIn(name, PASSWORD, "203.0.113." + i))
                .toList());

        assertThat(results).allMatch(Result.Done.class::isInstance);
        done(identity.logIn.logIn(name, PASSWORD, address));
        assertThat(addresses()).isEqualTo(10);
    }

    /// From an address each; what they came to, in their order.
    private List<Result<TokenPair, IdentityRefusal>> guessedAtOnce(IdentityGame game, List<String> guesses) {
        return run(Flux.fromIterable(guesses)
                .flatMapSequential(
                        guess -> game.logIn
                                .logIn(name, guess, UUID.randomUUID().toString())
                                .subscribeOn(Schedulers.parallel()),
                        guesses.size())
                .collectList());
    }

    @Test
    void givenAGameServer_itsKeyIsSealedAndKnown_untilItIsRevoked() {
        var created = done(identity.newServer(name));
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
        store.clock.advance(Duration.ofSeconds(1));
        assertThat(run(onAnotherNode.isTrusted(id))).isFalse();
        assertThat(onAnotherNode.keyOf(id.value()).blockOptional(PATIENCE)).isEmpty();
    }

    @Test
    void givenOneNameTwiceAtOnce_oneServerIsMade() {
        var outcomes = atOnce(
                IntStream.range(0, 6).mapToObj(_ -> identity.newServer(name)).toList());

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

    @Test
    void givenAddressesWhereAnAccountHasNotBeenForLong_theUpkeepTakesThemAway_andLeavesTheOthers() {
        var seen = "update identity_login_address set seen_at = clock_timestamp() - interval '%d days'"
                + " where account_id = (select id from identity_account where login = :login)";
        registeredAndIn();

        change(seen.formatted(89));
        upkeep().once().block(PATIENCE);
        assertThat(addresses()).isOne();

        change(seen.formatted(91));
        upkeep().once().block(PATIENCE);
        assertThat(addresses()).isZero();
    }

    private Upkeep upkeep() {
        var declared = new IdentityUpkeep();
        return new Upkeep(
                db,
                List.of(
                        declared.endedFamilies(),
                        declared.forgottenFailures(TestIdentity.RULES),
                        declared.forgottenAddresses(TestIdentity.RULES)));
    }

    private Long addresses() {
        return run(db.sql("select count(*) from identity_login_address l join identity_account a on a.id = l.account_id"
                        + " where a.login = :login")
                .bind("login", name)
                .mapValue(Long.class)
                .one());
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

    /// Their checks end when so many have been made.
    private static final class CheckedTogether implements Passwords {
        private final PlainPasswords plain = new PlainPasswords();
        private final Sinks.Empty<Void> allChecked = Sinks.empty();
        private final AtomicInteger missing;

        CheckedTogether(int count) {
            this.missing = new AtomicInteger(count);
        }

        @Override
        public Mono<String> hash(String password) {
            return plain.hash(password);
        }

        @Override
        public Mono<Boolean> matches(String password, String hash) {
            return plain.matches(password, hash).delayUntil(_ -> {
                if (missing.decrementAndGet() == 0) {
                    allChecked.tryEmitEmpty();
                }
                return allChecked.asMono();
            });
        }

        @Override
        public Mono<Boolean> matchesNothing(String password) {
            return plain.matchesNothing(password);
        }
    }
}
