package dev.warfront.identity;

import dev.warfront.identity.Accounts.Credentials;
import dev.warfront.identity.CreateGameServer.Access;
import dev.warfront.identity.IdentityEvent.AccountCreated;
import dev.warfront.identity.IdentityEvent.GameServerKeyChanged;
import dev.warfront.identity.IdentityEvent.PasswordChanged;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.Transactions;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// The first administrator and the first game server come from configuration, since nobody is there yet who could make
/// them. Configuration stays right: a password or key that it changes is changed, a new password ends the account's
/// sessions. But a game server that was revoked stays so. Nodes that start at once agree: one of them is first.
@DomainService
public final class FirstAccounts {
    private static final Retry LOST_RACE = Retry.backoff(3, Duration.ofMillis(10))
            .maxBackoff(Duration.ofMillis(50))
            .filter(FirstAccounts::anotherNodeWasFirst)
            .onRetryExhaustedThrow((_, last) -> last.failure());

    private final Accounts accounts;
    private final GameServers servers;
    private final RefreshFamilies families;
    private final NewGameServers newGameServers;
    private final CreateGameServer createGameServer;
    private final Passwords passwords;
    private final SigningKeys keys;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    public FirstAccounts(
            Accounts accounts,
            GameServers servers,
            RefreshFamilies families,
            NewGameServers newGameServers,
            CreateGameServer createGameServer,
            Passwords passwords,
            SigningKeys keys,
            Outbox outbox,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.servers = servers;
        this.families = families;
        this.newGameServers = newGameServers;
        this.createGameServer = createGameServer;
        this.passwords = passwords;
        this.keys = keys;
        this.outbox = outbox;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// The key under which the program signs, before any transaction needs it.
    public Mono<Void> programKey() {
        return keys.keyOf(SigningKeys.PROGRAM).then();
    }

    /// Error: {@link IllegalStateException} when the login is one of another kind of account.
    public Mono<Void> administrator(LoginName login, String password) {
        return accounts.credentialsOf(login)
                .flatMap(known -> known.account().active()
                        ? followAdministrator(known, password)
                        : Mono.error(notOfRole(known.account(), Role.ADMIN)))
                .switchIfEmpty(
                        Mono.defer(() -> passwords.hash(password).flatMap(hash -> addAdministrator(login, hash))))
                .retryWhen(LOST_RACE)
                .then();
    }

    /// Error: {@link IllegalStateException} when the login is one of another kind of account, or the name
    /// that of another server.
    ///
    /// @param key 32 bytes
    /// @return whether it may be used: not when it was revoked
    public Mono<Boolean> gameServer(String name, LoginName login, String password, byte[] key) {
        return accounts.credentialsOf(login)
                .flatMap(known -> known.account().active() ? followGameServer(known, password, key) : Mono.just(false))
                .switchIfEmpty(Mono.defer(() -> addGameServer(name, new Access(login, password, key))))
                .retryWhen(LOST_RACE);
    }

    private Mono<Account> followAdministrator(Credentials known, String password) {
        return newHash(known, password, Role.ADMIN)
                .flatMap(hash -> changePassword(known, hash, clock.instant()).as(transactions::inTransaction))
                .thenReturn(known.account());
    }

    /// The server is locked before its account, as it is when it is revoked.
    private Mono<Boolean> followGameServer(Credentials known, String password, byte[] key) {
        return newHash(known, password, Role.GAME_SERVER)
                .flatMap(hash -> servers.lock(known.account().id())
                        .filter(server -> !server.revoked())
                        .flatMap(server -> changeKey(server, key, clock.instant())
                                .then(changePassword(known, hash, clock.instant()))
                                .thenReturn(true))
                        .defaultIfEmpty(false)
                        .as(transactions::inTransaction));
    }

    /// Of the configured password; empty when the account has it already. Computed before any transaction: it takes
    /// longer than everything else together.
    private Mono<Optional<String>> newHash(Credentials known, String password, Role role) {
        if (!known.account().roles().contains(role)) {
            return Mono.error(notOfRole(known.account(), role));
        }
        return passwords
                .matches(password, known.passwordHash())
                .filter(matches -> !matches)
                .flatMap(_ -> passwords.hash(password))
                .singleOptional();
    }

    private Mono<Void> changePassword(Credentials known, Optional<String> newHash, Instant now) {
        var account = known.account().id();
        return Mono.justOrEmpty(newHash)
                .flatMap(hash -> accounts.changePassword(account, known.passwordHash(), hash)
                        .then(families.revokeAllOf(account, now))
                        .then(outbox.append(List.of(new PasswordChanged(account, now)))));
    }

    private Mono<Void> changeKey(GameServer server, byte[] key, Instant now) {
        return servers.changeKey(server.id(), key)
                .filter(changed -> changed)
                .flatMap(_ -> outbox.append(List.of(new GameServerKeyChanged(server.id(), server.name(), now))));
    }

    private Mono<Account> addAdministrator(LoginName login, String hash) {
        var account =
                new Account(new PlayerId(ids.next()), login, login.text(), Set.of(Role.ADMIN), true, clock.instant());
        return accounts.add(account, hash)
                .then(outbox.append(List.of(AccountCreated.of(account))))
                .as(transactions::inTransaction)
                .thenReturn(account);
    }

    private Mono<Boolean> addGameServer(String name, Access access) {
        return newGameServers
                .prepare(access)
                .flatMap(prepared -> createGameServer.create(null, name, prepared))
                .flatMap(result -> switch (result) {
                    case Result.Done<?, ?> _ -> Mono.just(true);
                    case Result.Refused<?, IdentityRefusal>(var refusal) ->
                        Mono.error(new IllegalStateException("the configured game server is refused: " + refusal));
                });
    }

    private static boolean anotherNodeWasFirst(Throwable failure) {
        return failure instanceof StaleWrite
                || (failure instanceof AlreadyTaken taken && taken.constraint().equals(Accounts.LOGIN));
    }

    private static IllegalStateException notOfRole(Account account, Role role) {
        return new IllegalStateException(
                "the configured login " + account.login().text() + " is not that of an active " + role);
    }
}
