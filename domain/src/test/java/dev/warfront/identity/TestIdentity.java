package dev.warfront.identity;

import dev.warfront.identity.AccessTokens.AccessToken;
import dev.warfront.identity.IdentityRules.Limit;
import dev.warfront.identity.IdentityRules.LoginRules;
import dev.warfront.identity.IdentityRules.RegistrationRules;
import dev.warfront.identity.IdentityRules.RememberedRules;
import dev.warfront.identity.IdentityRules.SanctionRules;
import dev.warfront.identity.IdentityRules.ServerRules;
import dev.warfront.identity.IdentityRules.TokenRules;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What tests of the context have in common.
public final class TestIdentity {
    public static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    public static final Duration PATIENCE = Duration.ofSeconds(20);
    public static final String PASSWORD = "correct horse";
    public static final PlayerId ADMIN = new PlayerId(new UUID(0, 1));
    public static final IdentityRules RULES = new IdentityRules(
            new TokenRules(
                    Duration.ofMinutes(15),
                    Duration.ofDays(30),
                    Duration.ofDays(90),
                    Duration.ofSeconds(10),
                    Duration.ofDays(90),
                    Duration.ofMinutes(2),
                    Duration.ofHours(24),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(60)),
            new LoginRules(
                    new Limit(5, Duration.ofMinutes(15), minutes(1, 5, 15, 60)),
                    new Limit(10, Duration.ofMinutes(10), minutes(10)),
                    Duration.ofHours(24),
                    new RememberedRules(10, Duration.ofDays(90))),
            new RegistrationRules(3, Duration.ofHours(1)),
            new SanctionRules(Duration.ofDays(7), 20),
            new ServerRules(Duration.ofHours(24)));

    private TestIdentity() {}

    /// One that nobody has.
    public static String anyLogin() {
        return "u" + UUID.randomUUID().toString().substring(24);
    }

    public static Account player(String name) {
        return new Account(
                new PlayerId(UUID.randomUUID()), new LoginName(name), "Player", Set.of(Role.PLAYER), true, NOW);
    }

    /// By the administrator.
    public static Sanction sanction(PlayerId account, SanctionKind kind, Instant at, @Nullable Instant until) {
        var order = new Sanction.Order(account, kind, "CHEATING", "You cheated.", "seen by two", until);
        return Sanction.begin(UUID.randomUUID(), ADMIN, at, order);
    }

    public static Sanction lifted(Sanction sanction, Instant at) {
        return sanction.with(new Sanction.Lifting(ADMIN, "a mistake", at));
    }

    private static List<Duration> minutes(int... minutes) {
        var durations = new ArrayList<Duration>();
        for (var count : minutes) {
            durations.add(Duration.ofMinutes(count));
        }
        return durations;
    }

    /// What was done; fails when it was refused.
    public static <T> T done(Mono<Result<T, IdentityRefusal>> command) {
        return done(run(command));
    }

    public static <T> T done(Result<T, IdentityRefusal> result) {
        return switch (result) {
            case Result.Done<T, IdentityRefusal>(var value) -> value;
            case Result.Refused<T, IdentityRefusal>(var refusal) -> throw new AssertionError("refused: " + refusal);
        };
    }

    /// Why it was refused; fails when it was done.
    public static <T> IdentityRefusal refusal(Mono<Result<T, IdentityRefusal>> command) {
        return refusal(run(command));
    }

    public static <T> IdentityRefusal refusal(Result<T, IdentityRefusal> result) {
        return switch (result) {
            case Result.Done<T, IdentityRefusal>(var value) -> throw new AssertionError("done: " + value);
            case Result.Refused<T, IdentityRefusal>(var refusal) -> refusal;
        };
    }

    /// The one value of a publisher.
    public static <T> T run(Mono<T> work) {
        return Objects.requireNonNull(work.block(PATIENCE));
    }

    static Mono<AccessToken> token(PlayerId account, UUID session, Set<Role> roles, Instant now) {
        return Mono.just(new AccessToken(
                "access of " + account.value() + roles.size(),
                now.plus(RULES.token().access())));
    }

    /// As plain as can be, counting its work.
    public static final class PlainPasswords implements Passwords {
        final AtomicInteger work = new AtomicInteger();

        @Override
        public Mono<String> hash(String password) {
            return Mono.just(hashOf(password));
        }

        static String hashOf(String password) {
            return "$argon2id$test " + password;
        }

        @Override
        public Mono<Boolean> matches(String password, String hash) {
            return Mono.fromSupplier(() -> {
                work.incrementAndGet();
                return hash.equals(hashOf(password));
            });
        }

        @Override
        public Mono<Boolean> matchesNothing(String password) {
            return matches(password, "");
        }
    }

    /// Secrets that tell where they come from.
    static final class CountedSecrets implements Secrets {
        private final AtomicInteger count = new AtomicInteger();
        private final AtomicInteger keys = new AtomicInteger();

        @Override
        public String password() {
            return "password-" + count.incrementAndGet();
        }

        @Override
        public byte[] signingKey() {
            var key = new byte[32];
            key[0] = (byte) keys.getAndIncrement();
            return key;
        }

        @Override
        public String refreshToken() {
            return "token-" + count.incrementAndGet();
        }

        @Override
        public String successorOf(String refreshToken) {
            return refreshToken + "'";
        }

        @Override
        public List<String> successorsOf(String refreshToken) {
            return List.of(successorOf(refreshToken));
        }

        @Override
        public String hashOf(String refreshToken) {
            return HexFormat.of().formatHex(refreshToken.getBytes(StandardCharsets.UTF_8));
        }
    }
}
