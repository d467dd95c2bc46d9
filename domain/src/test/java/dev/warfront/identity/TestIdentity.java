package dev.warfront.identity;

import dev.warfront.identity.AccessTokens.AccessToken;
import dev.warfront.identity.IdentityRules.Limit;
import dev.warfront.identity.IdentityRules.LoginRules;
import dev.warfront.identity.IdentityRules.TokenRules;
import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.Transactions;
import dev.warfront.outbox.InMemoryOutbox;
import dev.warfront.outbox.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/// The context on in-memory ports, at a time that only the test moves.
public final class TestIdentity {
    public static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    public static final Duration PATIENCE = Duration.ofSeconds(5);
    public static final String PASSWORD = "correct horse";
    public static final PlayerId ADMIN = new PlayerId(new UUID(0, 1));
    public static final IdentityRules RULES = new IdentityRules(
            new TokenRules(
                    Duration.ofMinutes(15),
                    Duration.ofDays(30),
                    Duration.ofDays(90),
                    Duration.ofSeconds(10),
                    Duration.ofDays(90),
                    Duration.ofHours(24),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60)),
            new LoginRules(
                    new Limit(5, Duration.ofMinutes(15), minutes(1, 5, 15, 60)),
                    new Limit(10, Duration.ofMinutes(10), minutes(10)),
                    Duration.ofHours(24)));

    final MutableClock clock = new MutableClock(NOW);
    final InMemoryAccounts accounts = new InMemoryAccounts();
    final InMemoryRefreshFamilies families = new InMemoryRefreshFamilies();
    final InMemoryLoginFailures failures = new InMemoryLoginFailures();
    final InMemoryGameServers servers = new InMemoryGameServers();
    final InMemoryOutbox outbox = new InMemoryOutbox();
    final List<PlayerId> seen = new ArrayList<>();
    final List<PlayerId> revoked = new ArrayList<>();
    final PlainPasswords passwords = new PlainPasswords();
    final DirectTransactions transactions = new DirectTransactions();
    final CountedSecrets secrets = new CountedSecrets();

    final UseCases useCases = new UseCases(
            accounts,
            families,
            failures,
            servers,
            secrets,
            passwords,
            outbox,
            transactions,
            clock,
            (player, _) -> Mono.fromRunnable(() -> seen.add(player)),
            (server, _) -> Mono.fromRunnable(() -> revoked.add(server)));

    final RegisterAccount register = useCases.register;
    final LogIn logIn = useCases.logIn;
    final RefreshSession refresh = useCases.refresh;
    final LogOut logOut = useCases.logOut;
    final CreateGameServer createServer = useCases.createServer;
    final RevokeGameServer revokeServer = useCases.revokeServer;
    final FirstAccounts firstAccounts = useCases.firstAccounts;

    /// One that nobody has.
    public static String anyLogin() {
        return "u" + UUID.randomUUID().toString().substring(24);
    }

    public static Account player(String name) {
        return new Account(new PlayerId(UUID.randomUUID()), new Login(name), "Player", Set.of(Role.PLAYER), true, NOW);
    }

    Account stored(String name) {
        var account = player(name);
        accounts.add(account, PlainPasswords.hashOf(PASSWORD)).block(PATIENCE);
        return account;
    }

    private static List<Duration> minutes(int... minutes) {
        var durations = new ArrayList<Duration>();
        for (var count : minutes) {
            durations.add(Duration.ofMinutes(count));
        }
        return durations;
    }

    /// All use cases on the ports of whoever tests.
    public static final class UseCases {
        public final RegisterAccount register;
        public final LogIn logIn;
        public final RefreshSession refresh;
        public final LogOut logOut;
        public final CreateGameServer createServer;
        public final RevokeGameServer revokeServer;
        public final FirstAccounts firstAccounts;

        public UseCases(
                Accounts accounts,
                RefreshFamilies families,
                LoginFailures failures,
                GameServers servers,
                Secrets secrets,
                Passwords passwords,
                Outbox outbox,
                Transactions transactions,
                Clock clock,
                Presence presence,
                ServerRevocations revocations) {
            this(
                    accounts,
                    families,
                    failures,
                    servers,
                    secrets,
                    passwords,
                    outbox,
                    transactions,
                    clock,
                    presence,
                    revocations,
                    TestIdentity::token);
        }

        public UseCases(
                Accounts accounts,
                RefreshFamilies families,
                LoginFailures failures,
                GameServers servers,
                Secrets secrets,
                Passwords passwords,
                Outbox outbox,
                Transactions transactions,
                Clock clock,
                Presence presence,
                ServerRevocations revocations,
                AccessTokens tokens) {
            Ids ids = UUID::randomUUID;
            var gate = new LoginGate(failures, RULES);
            var sessions = new Sessions(families, tokens, secrets, presence, RULES, ids);
            register = new RegisterAccount(accounts, passwords, outbox, transactions, ids, clock);
            logIn = new LogIn(accounts, passwords, gate, sessions, outbox, transactions, clock);
            refresh = new RefreshSession(families, accounts, sessions, secrets, outbox, RULES, transactions, clock);
            logOut = new LogOut(families, secrets, transactions, clock);
            createServer =
                    new CreateGameServer(accounts, servers, passwords, secrets, outbox, transactions, ids, clock);
            revokeServer = new RevokeGameServer(servers, accounts, families, revocations, outbox, transactions, clock);
            firstAccounts = new FirstAccounts(
                    accounts,
                    servers,
                    families,
                    createServer,
                    passwords,
                    _ -> Mono.just(new byte[32]),
                    outbox,
                    transactions,
                    ids,
                    clock);
        }
    }

    private static Mono<AccessToken> token(PlayerId account, Set<Role> roles, Instant now) {
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

        @Override
        public String password() {
            return "password-" + count.incrementAndGet();
        }

        @Override
        public byte[] signingKey() {
            return new byte[32];
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
        public String hashOf(String refreshToken) {
            return HexFormat.of().formatHex(refreshToken.getBytes(StandardCharsets.UTF_8));
        }
    }
}
