package dev.warfront.identity;

import dev.warfront.identity.Accounts.Credentials;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/// The first administrator and the first game server come from configuration, since nobody is there yet who could make
/// them. Configuration stays right: a password or key that it changes is changed.
@UseCase
public final class FirstAccounts {
    private final Accounts accounts;
    private final GameServers servers;
    private final CreateGameServer createGameServer;
    private final Passwords passwords;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    public FirstAccounts(
            Accounts accounts,
            GameServers servers,
            CreateGameServer createGameServer,
            Passwords passwords,
            Outbox outbox,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.servers = servers;
        this.createGameServer = createGameServer;
        this.passwords = passwords;
        this.outbox = outbox;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// Fails when the login is one of another kind of account.
    public Mono<Void> administrator(Login login, String password) {
        return accounts.credentialsOf(login)
                .flatMap(known -> keepPassword(known, password, Role.ADMIN).thenReturn(known))
                .switchIfEmpty(
                        Mono.defer(() -> passwords.hash(password).flatMap(hash -> addAdministrator(login, hash))))
                .then();
    }

    /// Fails when the login is one of another kind of account, or the name that of another server.
    ///
    /// @param key 32 bytes
    public Mono<Void> gameServer(String name, Login login, String password, byte[] key) {
        return accounts.credentialsOf(login)
                .flatMap(known -> keepPassword(known, password, Role.GAME_SERVER)
                        .then(servers.changeKey(known.account().id(), key))
                        .thenReturn(true))
                .switchIfEmpty(Mono.defer(() -> addGameServer(name, login, password, key)))
                .then();
    }

    private Mono<Void> keepPassword(Credentials known, String password, Role role) {
        if (!known.account().roles().contains(role) || !known.account().active()) {
            return Mono.error(new IllegalStateException(
                    "the configured login " + known.account().login().text() + " is not that of an active " + role));
        }
        return passwords
                .matches(password, known.passwordHash())
                .filter(matches -> !matches)
                .flatMap(_ -> passwords.hash(password))
                .flatMap(hash -> accounts.changePassword(known.account().id(), hash));
    }

    private Mono<Credentials> addAdministrator(Login login, String hash) {
        var account =
                new Account(new PlayerId(ids.next()), login, login.text(), Set.of(Role.ADMIN), true, clock.instant());
        return accounts.add(account, hash)
                .then(Mono.defer(() -> outbox.append(List.of(IdentityEvent.AccountCreated.of(account)))))
                .as(transactions::inTransaction)
                .thenReturn(new Credentials(account, hash));
    }

    private Mono<Boolean> addGameServer(String name, Login login, String password, byte[] key) {
        return createGameServer
                .create(new PlayerId(ids.next()), name, login, password, key)
                .flatMap(outcome -> switch (outcome) {
                    case CreateGameServer.Outcome.Created _ -> Mono.just(true);
                    case CreateGameServer.Outcome.NameTaken(var taken) ->
                        Mono.error(new IllegalStateException("another game server is named " + taken));
                });
    }
}
