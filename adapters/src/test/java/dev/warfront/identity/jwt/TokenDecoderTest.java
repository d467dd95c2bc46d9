package dev.warfront.identity.jwt;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.jwk.ECKey;
import dev.warfront.backends.TestDatabase;
import dev.warfront.identity.GameServer;
import dev.warfront.identity.IdentityRules;
import dev.warfront.identity.IdentityRules.TokenRules;
import dev.warfront.identity.InMemoryGameServers;
import dev.warfront.identity.postgres.PostgresTokenKeyStore;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.OpenSessions;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.cache.ClockTicker;
import dev.warfront.kernel.crypto.TestSealer;
import dev.warfront.kernel.http.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/// Tokens with keys from the real PostgreSQL.
class TokenDecoderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final IdentityRules LONG_LIVED =
            accessFor(RULES.token().keyLife().multipliedBy(2));
    private static final PlayerId SOMEBODY = new PlayerId(UUID.randomUUID());

    private final MutableClock clock = new MutableClock(NOW);
    private final Map<UUID, Caller> open = new ConcurrentHashMap<>();
    private final OpenSessions sessions = (_, session) -> Mono.justOrEmpty(open.get(session));
    private final InMemoryGameServers servers = new InMemoryGameServers();
    private final KeyRing keys = ring();
    private final JwtAccessTokens tokens = new JwtAccessTokens(keys, RULES);
    private final TokenDecoder decoder = new TokenDecoder(keys, servers, sessions, RULES, clock);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @BeforeEach
    void measure() {
        decoder.bindTo(metrics);
    }

    @BeforeEach
    void forgetTheKeysOfOtherTests() {
        TestDatabase.get()
                .client()
                .sql("delete from identity_signing_key where kind = 'ACCESS_TOKEN'")
                .then()
                .block(PATIENCE);
    }

    @Test
    void givenAStoredKey_itsTextDoesNotShowThePrivatePart() {
        assertThat(new TokenKeyStore.StoredKey("k1", "private", NOW)).hasToString("StoredKey[id=k1]");
    }

    @Test
    void givenAToken_itsCallerIsKnown() {
        var token = issue(SOMEBODY, Role.PLAYER, Role.ADMIN);

        decoder.decode(token)
                .flatMap(new CallerTokens()::convert)
                .as(StepVerifier::create)
                .assertNext(who -> {
                    assertThat(who.getPrincipal()).isEqualTo(new Caller(SOMEBODY, Set.of(Role.PLAYER, Role.ADMIN)));
                    assertThat(who.getAuthorities()).extracting("authority").contains("ROLE_ADMIN", "ROLE_PLAYER");
                })
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenATokenOfAnotherNode_itIsGoodHere_evenWithAKeyJustMade() {
        run(keys.verifying());
        var other = new JwtAccessTokens(ring(), RULES);
        run(keys.signing());
        clock.advance(RULES.token().keyLife());
        run(ring().signing());
        clock.advance(RULES.token().keyAhead());

        var token = run(other.issue(SOMEBODY, session(SOMEBODY, Role.PLAYER), Set.of(Role.PLAYER), clock.instant()))
                .value();

        assertThat(run(decoder.decode(token)).getSubject())
                .isEqualTo(SOMEBODY.value().toString());
    }

    @Test
    void givenAVerifiedToken_itsSignatureIsNotCheckedAgain_untilItExpires() {
        var token = issue(SOMEBODY, Role.PLAYER);
        run(decoder.decode(token));

        clock.advance(RULES.token().access().minusSeconds(1));
        run(decoder.decode(token));
        assertThat(asked("hit")).isOne();
        assertThat(asked("miss")).isOne();

        clock.advance(Duration.ofSeconds(1));
        run(decoder.decode(token));
        assertThat(asked("miss")).isEqualTo(2);
    }

    @Test
    void givenATokenThatLivesLongerThanOursDo_itsSignatureIsCheckedAgain_whenOursWouldBeOver() {
        var token = issue(LONG_LIVED);
        var remembered = RULES.token().access().plus(RULES.token().skew());
        run(decoder.decode(token));

        clock.advance(remembered.minusSeconds(1));
        run(decoder.decode(token));
        assertThat(asked("miss")).isOne();

        clock.advance(Duration.ofSeconds(1));
        run(decoder.decode(token));
        assertThat(asked("miss")).isEqualTo(2);
    }

    @Test
    void givenAVerifiedTokenWhoseKeyIsDeleted_itIsRefusedWithinASecond() {
        var token = issue(SOMEBODY, Role.PLAYER);
        run(decoder.decode(token));

        forgetTheKeysOfOtherTests();
        clock.advance(RULES.token().staleness());

        refused(token);
    }

    @Test
    void givenAVerifiedTokenWhoseKeyLeavesItsOverlap_itIsRefused() {
        var token = issue(LONG_LIVED);
        clock.advance(RULES.token().keyLife());
        run(keys.signing());
        clock.advance(RULES.token().keyAhead());
        clock.advance(RULES.token().keyOverlap().minusSeconds(1));
        run(decoder.decode(token));

        clock.advance(Duration.ofSeconds(1));

        refused(token);
    }

    private void refused(String token) {
        decoder.decode(token)
                .as(StepVerifier::create)
                .expectError(BadJwtException.class)
                .verify(PATIENCE);
    }

    /// How often what is remembered was asked for a token.
    private double asked(String result) {
        return metrics.get("cache.gets")
                .tags("cache", "verified_tokens", "result", result)
                .functionCounter()
                .count();
    }

    @Test
    void givenAVerifiedTokenOfAServerThatIsThenRevoked_itIsRefused() {
        run(servers.add(new GameServer(SOMEBODY, "one", false, NOW, 1), new byte[32])
                .thenReturn(true));
        var token = issue(SOMEBODY, Role.GAME_SERVER);
        run(decoder.decode(token));

        run(servers.revoke(SOMEBODY, NOW).thenReturn(true));

        decoder.decode(token)
                .as(StepVerifier::create)
                .expectError(BadJwtException.class)
                .verify(PATIENCE);
    }

    @Test
    void givenAVerifiedTokenOfASessionThatIsThenOver_itIsRefused() {
        var token = issue(SOMEBODY, Role.PLAYER);
        run(decoder.decode(token));

        open.clear();

        decoder.decode(token)
                .as(StepVerifier::create)
                .expectError(BadJwtException.class)
                .verify(PATIENCE);
    }

    @Test
    void givenAnAccountWithOtherRolesByNow_itsTokenNamesThem() {
        var token = issue(SOMEBODY, Role.ADMIN, Role.PLAYER);

        session(SOMEBODY, Role.PLAYER);

        assertThat(run(decoder.decode(token)).getClaimAsStringList("roles")).containsExactly("PLAYER");
    }

    @Test
    void givenAVerifiedToken_anotherWithTheSameClaimsIsStillForged() {
        var token = issue(SOMEBODY, Role.PLAYER);
        run(decoder.decode(token));
        var parts = token.split("\\.", -1);
        var last = parts[2].charAt(10) == 'A' ? 'B' : 'A';
        var forged = parts[0] + "." + parts[1] + "." + parts[2].substring(0, 10) + last + parts[2].substring(11);

        decoder.decode(forged)
                .as(StepVerifier::create)
                .expectError(BadJwtException.class)
                .verify(PATIENCE);
    }

    @Test
    void givenFifteenMinutesAndTheSkew_theTokenIsOver() {
        var token = issue(SOMEBODY, Role.PLAYER);

        clock.advance(Duration.ofMinutes(16).minusSeconds(1));
        assertThat(run(decoder.decode(token))).isNotNull();

        clock.advance(Duration.ofSeconds(2));
        decoder.decode(token)
                .as(StepVerifier::create)
                .expectError(JwtException.class)
                .verify(PATIENCE);
    }

    @Test
    void givenAForgedToken_itIsRefused() {
        var token = issue(SOMEBODY, Role.PLAYER);
        var parts = token.split("\\.", -1);
        var other = issue(new PlayerId(UUID.randomUUID()), Role.ADMIN).split("\\.", -1);

        for (var forged : new String[] {
            parts[0] + "." + other[1] + "." + parts[2],
            parts[0] + "." + parts[1] + ".",
            "eyJhbGciOiJub25lIn0." + parts[1] + ".",
            "nonsense"
        }) {
            decoder.decode(forged)
                    .as(StepVerifier::create)
                    .expectError(JwtException.class)
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenARevokedGameServer_itsTokenIsBad() {
        var id = new PlayerId(UUID.randomUUID());
        servers.add(new GameServer(id, "eu-1", false, NOW, 1), new byte[32]).block(PATIENCE);
        var token = issue(id, Role.GAME_SERVER);

        assertThat(run(decoder.decode(token))).isNotNull();
        servers.revoke(id, NOW).block(PATIENCE);

        decoder.decode(token)
                .as(StepVerifier::create)
                .expectError(BadJwtException.class)
                .verify(PATIENCE);
    }

    @Test
    void givenAnOldKey_anotherSigns_andTheOldOneIsGoodForADayMore() {
        var before = issue(SOMEBODY, Role.PLAYER);
        var old = run(keys.signing()).getKeyID();

        clock.advance(RULES.token().keyLife());
        assertThat(run(keys.signing()).getKeyID()).isEqualTo(old);
        assertThat(run(keys.verifying())).hasSize(2).extracting("keyID").contains(old);
        clock.advance(RULES.token().keyAhead());
        var young = run(keys.signing()).getKeyID();

        assertThat(young).isNotEqualTo(old);
        assertThat(run(keys.verifying())).extracting("keyID").contains(young, old);
        assertThat(before).isNotEmpty();
        clock.advance(Duration.ofHours(24));
        assertThat(run(keys.verifying())).extracting("keyID").contains(young).doesNotContain(old);
    }

    @Test
    void givenAKeyThatAnAdministratorAsksFor_allNodesPublishItAhead_thenSignWithIt_andOldTokensStayGood() {
        var before = issue(LONG_LIVED);
        var old = run(keys.signing()).getKeyID();
        var elsewhere = ring();
        clock.advance(Duration.ofSeconds(1));
        run(elsewhere.verifying());

        var young = run(keys.renew());
        assertThat(young.signsFrom())
                .isEqualTo(clock.instant().plus(RULES.token().keyAhead()));
        clock.advance(RULES.token().staleness());

        assertThat(run(elsewhere.verifying())).extracting("keyID").containsExactly(young.id(), old);
        assertThat(run(elsewhere.signing()).getKeyID()).isEqualTo(old);
        clock.set(young.signsFrom());
        assertThat(run(elsewhere.signing()).getKeyID()).isEqualTo(young.id());
        assertThat(run(keys.signing()).getKeyID()).isEqualTo(young.id());
        clock.set(young.signsFrom().plus(RULES.token().keyOverlap()).minusSeconds(1));
        run(decoder.decode(before));

        clock.advance(Duration.ofSeconds(1));
        refused(before);
    }

    @Test
    void givenAKeyThatIsAskedForAgain_whileItIsPublishedAhead_itIsTheSame_alsoByManyAtOnce() {
        run(keys.signing());
        clock.advance(Duration.ofSeconds(1));

        var asked = run(Flux.range(0, 6)
                .flatMap(_ -> ring().renew().subscribeOn(Schedulers.parallel()), 6)
                .map(KeyRing.NewKey::id)
                .collectList());
        assertThat(asked).hasSize(6).containsOnly(asked.getFirst());

        clock.advance(RULES.token().keyAhead());
        assertThat(run(keys.renew()).id()).isNotEqualTo(asked.getFirst());
    }

    @Test
    void givenAClockThatStepsBack_theRingIsStillReadEverySecond() {
        var nanos = new AtomicLong();
        var ring = ring(nanos::get);
        assertThat(run(ring.verifying())).isEmpty();
        var made = run(keys.signing()).getKeyID();

        clock.set(NOW.minus(Duration.ofHours(1)));
        assertThat(run(ring.verifying())).isEmpty();
        nanos.addAndGet(RULES.token().staleness().toNanos());

        assertThat(run(ring.verifying())).extracting("keyID").containsExactly(made);
    }

    @Test
    void givenManyNodesAtOnce_oneKeyIsMade() {
        clock.advance(RULES.token().keyLife().multipliedBy(2));

        var ids = run(Flux.range(0, 6)
                .flatMap(_ -> ring().signing().subscribeOn(Schedulers.parallel()), 6)
                .map(ECKey::getKeyID)
                .collectList());

        assertThat(ids).hasSize(6).containsOnly(ids.getFirst());
    }

    private UUID session(PlayerId account, Role... roles) {
        open.put(account.value(), new Caller(account, Set.of(roles)));
        return account.value();
    }

    private String issue(PlayerId account, Role... roles) {
        return run(tokens.issue(account, session(account, roles), Set.of(roles), clock.instant()))
                .value();
    }

    private String issue(IdentityRules rules) {
        var others = new JwtAccessTokens(keys, rules);
        return run(others.issue(SOMEBODY, session(SOMEBODY, Role.PLAYER), Set.of(Role.PLAYER), clock.instant()))
                .value();
    }

    private static IdentityRules accessFor(Duration access) {
        var token = RULES.token();
        return new IdentityRules(
                new TokenRules(
                        access,
                        token.refreshIdle(),
                        token.refreshLife(),
                        token.repeat(),
                        token.keyLife(),
                        token.keyAhead(),
                        token.keyOverlap(),
                        token.staleness(),
                        token.skew()),
                RULES.login(),
                RULES.registration(),
                RULES.sanction());
    }

    private KeyRing ring() {
        return ring(new ClockTicker(clock));
    }

    private KeyRing ring(Ticker ticker) {
        var store = new PostgresTokenKeyStore(TestDatabase.get().client(), TestSealer.SEALER);
        return new KeyRing(store, RULES, HttpServer.transactions(), UUID::randomUUID, clock, ticker);
    }

    private static <T> T run(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }
}
