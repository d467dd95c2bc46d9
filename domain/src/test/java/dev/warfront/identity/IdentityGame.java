package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.RULES;

import dev.warfront.audit.AuditLog;
import dev.warfront.audit.AuditTrail;
import dev.warfront.audit.InMemoryAuditLog;
import dev.warfront.identity.TestIdentity.CountedSecrets;
import dev.warfront.identity.TestIdentity.PlainPasswords;
import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.outbox.InMemoryOutbox;
import dev.warfront.outbox.Outbox;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/// All use cases of accounts over one store, at a time that only the test moves.
public final class IdentityGame {
    public final IdentityPorts ports;
    public final MutableClock clock;
    public final InMemoryOutbox outbox = new InMemoryOutbox();
    public final List<PlayerId> seen = new CopyOnWriteArrayList<>();
    public final List<PlayerId> revoked = new CopyOnWriteArrayList<>();
    public final List<PlayerId> warBansChanged = new CopyOnWriteArrayList<>();

    public final RegisterAccount register;
    public final LoginPlaces loginPlaces;
    public final RefreshOwners refreshOwners;
    public final LogIn logIn;
    public final RefreshSession refresh;
    public final LogOut logOut;
    public final NewGameServers newServers;
    public final CreateGameServer createServer;
    public final RevokeGameServer revokeServer;
    public final ExchangeServerKey exchangeKey;
    public final FirstAccounts firstAccounts;
    public final ApplySanction applySanction;
    public final LiftSanction liftSanction;
    public final AppealSanction appealSanction;
    public final StaffAccounts staffAccounts;

    public IdentityGame(IdentityPorts ports, Secrets secrets, MutableClock clock) {
        this(ports, secrets, clock, Neighbours.quiet());
    }

    public IdentityGame(IdentityPorts ports, Secrets secrets, MutableClock clock, Neighbours neighbours) {
        this.ports = ports;
        this.clock = clock;
        Ids ids = UUID::randomUUID;
        var tx = ports.transactions();
        var accounts = ports.accounts();
        var families = ports.families();
        var servers = ports.servers();
        var passwords = neighbours.passwords();
        Presence presence =
                (player, at) -> neighbours.presence().seen(player, at).then(Mono.fromRunnable(() -> seen.add(player)));
        Outbox published = events -> neighbours.outbox().append(events).then(outbox.append(events));
        var gate = new LoginGate(ports.failures(), ports.addresses(), RULES);
        var audit = new AuditTrail(neighbours.audit(), ids, clock);
        var sessions =
                new Sessions(families, ports.addresses(), neighbours.tokens(), secrets, presence, audit, RULES, ids);
        var access = new AccountAccess(ports.sanctionStore());
        WarBans warBans = (player, _) -> Mono.fromRunnable(() -> warBansChanged.add(player));
        register = new RegisterAccount(accounts, passwords, published, audit, tx, ids, clock);
        loginPlaces = new LoginPlaces(accounts, ports.addresses());
        refreshOwners = new RefreshOwners(families, secrets, RULES, clock);
        logIn = new LogIn(accounts, passwords, gate, access, sessions, published, tx, clock);
        refresh = new RefreshSession(families, accounts, access, sessions, secrets, published, RULES, tx, clock);
        logOut = new LogOut(families, accounts, secrets, audit, tx, clock);
        newServers = new NewGameServers(passwords, secrets, ids);
        createServer = new CreateGameServer(accounts, servers, published, tx, clock);
        revokeServer = new RevokeGameServer(
                servers,
                accounts,
                families,
                (server, _) -> Mono.fromRunnable(() -> revoked.add(server)),
                published,
                tx,
                clock);
        exchangeKey = new ExchangeServerKey(servers, secrets, published, RULES, tx, clock);
        applySanction = new ApplySanction(
                accounts, ports.sanctionStore(), families, warBans, published, audit, RULES, tx, ids, clock);
        liftSanction = new LiftSanction(accounts, ports.sanctionStore(), warBans, published, audit, RULES, tx, clock);
        appealSanction = new AppealSanction(ports.sanctionStore(), tx, clock);
        staffAccounts = new StaffAccounts(accounts, ports.sanctionStore(), ports.addresses(), clock);
        firstAccounts = new FirstAccounts(
                accounts,
                servers,
                families,
                newServers,
                createServer,
                passwords,
                _ -> Mono.just(new byte[32]),
                published,
                tx,
                ids,
                clock);
    }

    public static IdentityGame inMemory() {
        return inMemory(Neighbours.quiet());
    }

    public static IdentityGame inMemory(Neighbours neighbours) {
        var clock = new MutableClock(NOW);
        var ports = IdentityPorts.inMemory(new DirectTransactions(), clock);
        return new IdentityGame(ports, new CountedSecrets(), clock, neighbours);
    }

    /// A game server that an administrator makes.
    public Mono<Result<CreateGameServer.Created, IdentityRefusal>> newServer(String name) {
        return newServers.prepare().flatMap(prepared -> createServer.create(TestIdentity.ADMIN, name, prepared));
    }

    /// A session that goes on, from where its player always is.
    public Mono<Result<TokenPair, IdentityRefusal>> renewed(String token) {
        return refresh.refresh(token, "192.0.2.1");
    }

    /// A player of this name, with the password of all tests.
    Account stored(String name) {
        var account = TestIdentity.player(name);
        ports.done(ports.accounts().add(account, PlainPasswords.hashOf(PASSWORD)));
        return account;
    }

    /// What is not of the store. All of it does as little as can be, unless the test says otherwise.
    public record Neighbours(
            Passwords passwords, AccessTokens tokens, Presence presence, Outbox outbox, AuditLog audit) {
        public static Neighbours quiet() {
            return new Neighbours(
                    new PlainPasswords(),
                    TestIdentity::token,
                    (_, _) -> Mono.empty(),
                    _ -> Mono.empty(),
                    new InMemoryAuditLog());
        }

        public Neighbours with(Passwords other) {
            return new Neighbours(other, tokens, presence, outbox, audit);
        }

        public Neighbours with(AccessTokens other) {
            return new Neighbours(passwords, other, presence, outbox, audit);
        }

        public Neighbours with(Presence other) {
            return new Neighbours(passwords, tokens, other, outbox, audit);
        }

        public Neighbours with(Outbox other) {
            return new Neighbours(passwords, tokens, presence, other, audit);
        }

        public Neighbours with(AuditLog other) {
            return new Neighbours(passwords, tokens, presence, outbox, other);
        }
    }
}
