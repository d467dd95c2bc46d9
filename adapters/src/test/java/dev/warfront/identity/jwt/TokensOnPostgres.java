package dev.warfront.identity.jwt;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.RULES;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.backends.TestDatabase;
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
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.security.oauth2.jwt.BadJwtException;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// Tokens with keys from the real PostgreSQL, at a time that tests move.
abstract class TokensOnPostgres {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final IdentityRules LONG_LIVED = accessFor(RULES.token().keyLife().multipliedBy(2));
    static final PlayerId SOMEBODY = new PlayerId(UUID.randomUUID());

    final MutableClock clock = new MutableClock(NOW);
    final Map<UUID, Caller> open = new ConcurrentHashMap<>();
    private final OpenSessions sessions = (_, session) -> Mono.justOrEmpty(open.get(session));
    final InMemoryGameServers servers = new InMemoryGameServers();
    final KeyRing keys = ring();
    private final JwtAccessTokens tokens = new JwtAccessTokens(keys, RULES);
    final TokenDecoder decoder = new TokenDecoder(keys, servers, sessions, RULES, clock);

    @BeforeEach
    void forgetTheKeysOfOtherTests() {
        TestDatabase.get()
                .client()
                .sql("delete from identity_signing_key where kind = 'ACCESS_TOKEN'")
                .then()
                .block(PATIENCE);
    }

    UUID session(PlayerId account, Role... roles) {
        open.put(account.value(), new Caller(account, Set.of(roles)));
        return account.value();
    }

    String issue(PlayerId account, Role... roles) {
        return run(tokens.issue(account, session(account, roles), Set.of(roles), clock.instant()))
                .value();
    }

    String issue(IdentityRules rules) {
        var others = new JwtAccessTokens(keys, rules);
        return run(others.issue(SOMEBODY, session(SOMEBODY, Role.PLAYER), Set.of(Role.PLAYER), clock.instant()))
                .value();
    }

    void refused(String token) {
        decoder.decode(token)
                .as(StepVerifier::create)
                .expectError(BadJwtException.class)
                .verify(PATIENCE);
    }

    KeyRing ring() {
        return ring(new ClockTicker(clock));
    }

    KeyRing ring(Ticker ticker) {
        var store = new PostgresTokenKeyStore(TestDatabase.get().client(), TestSealer.SEALER);
        return new KeyRing(store, RULES, HttpServer.transactions(), UUID::randomUUID, clock, ticker);
    }

    static <T> T run(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
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
                RULES.sanction(),
                RULES.server());
    }
}
