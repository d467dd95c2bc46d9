package dev.warfront.identity;

import dev.warfront.identity.Accounts.Credentials;
import dev.warfront.identity.CreateGameServer.Access;
import dev.warfront.identity.IdentityEvent.AccountCreated;
import dev.warfront.identity.IdentityEvent.PasswordChanged;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.Transactions;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/// The first administrator and the first game server come from configuration, since nobody is there yet who could make
/// them. Configuration stays right: a password or key that it changes is changed, a new password ends the account's
/// sessions. But a game server that was revoked stays so.
@DomainService
public final class FirstAccounts {
    private final Accounts accounts;
    private final GameServers servers;
    private final RefreshFamilies families;
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
    public Mono<Void> administrator(Login login, String password) {
        return accounts.credentialsOf(login)
                .flatMap(known -> known.account().active()
                        ? keepPassword(known, password, Role.ADMIN).thenReturn(known.account())
                        : Mono.error(notOfRole(known.account(), Role.ADMIN)))
                .switchIfEmpty(
                        Mono.defer(() -> passwords.hash(password).flatMap(hash -> addAdministrator(login, hash))))
                .then();
    }

    /// Error: {@link IllegalStateException} when the login is one of another kind of account, or the name
    /// that of another server.
    ///
    /// @param key 32 bytes
    /// @return whether it may be used: not when it was revoked
    public Mono<Boolean> gameServer(String name, Login login, String password, byte[] key) {
        return accounts.credentialsOf(login)
                .flatMap(known -> known.account().active()
                        ? keepPassword(known, password, Role.GAME_SERVER)
                                .then(servers.changeKey(known.account().id(), key))
                                .thenReturn(true)
                        : Mono.just(false))
                .switchIfEmpty(Mono.defer(() -> addGameServer(name, new Access(login, password, key))));
    }

    private Mono<Void> keepPassword(Credentials known, String password, Role role) {
        if (!known.account().roles().contains(role)) {
            return Mono.error(notOfRole(known.account(), role));
        }
        return passwords
                .matches(password, known.passwordHash())
                .filter(matches -> !matches)
                .flatMap(_ -> passwords.hash(password))
                .flatMap(hash -> changePassword(known.account().id(), hash, clock.instant()));
    }

    private Mono<Void> changePassword(PlayerId account, String hash, Instant now) {
        return accounts.changePassword(account, hash)
                .then(families.revokeAllOf(account, now))
                .then(outbox.append(List.of(new PasswordChanged(account, now))))
                .as(transactions::inTransaction);
    }

    private Mono<Account> addAdministrator(Login login, String hash) {
        var account =
                new Account(new PlayerId(ids.next()), login, login.text(), Set.of(Role.ADMIN), true, clock.instant());
        return accounts.add(account, hash)
                .then(outbox.append(List.of(AccountCreated.of(account))))
                .as(transactions::inTransaction)
                .thenReturn(account);
    }

    private Mono<Boolean> addGameServer(String name, Access access) {
        return createGameServer
                .create(new PlayerId(ids.next()), name, access, null)
                .flatMap(result -> switch (result) {
                    case Result.Done<?, ?> _ -> Mono.just(true);
                    case Result.Refused<?, IdentityRefusal>(var refusal) ->
                        Mono.error(new IllegalStateException("the configured game server is refused: " + refusal));
                });
    }

    private static IllegalStateException notOfRole(Account account, Role role) {
        return new IllegalStateException(
                "the configured login " + account.login().text() + " is not that of an active " + role);
    }
}
