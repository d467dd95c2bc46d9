package dev.warfront.identity;

import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/// An administrator brings in a game server. Its password and its key are told this once.
@UseCase
public final class CreateGameServer {
    private final Accounts accounts;
    private final GameServers servers;
    private final Passwords passwords;
    private final Secrets secrets;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    public CreateGameServer(
            Accounts accounts,
            GameServers servers,
            Passwords passwords,
            Secrets secrets,
            Outbox outbox,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.servers = servers;
        this.passwords = passwords;
        this.secrets = secrets;
        this.outbox = outbox;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// A server with a new login, password and key.
    ///
    /// @param name 1..32 characters
    public Mono<Outcome> create(String name) {
        return Mono.defer(() -> {
            var id = ids.next();
            var login = new Login("gs-" + id.toString().replace("-", "").substring(15)); // what is random of it
            return create(new PlayerId(id), name, login, secrets.password(), secrets.signingKey());
        });
    }

    /// With a login, password and key that were chosen beforehand.
    Mono<Outcome> create(PlayerId id, String name, Login login, String password, byte[] key) {
        var now = clock.instant();
        var account = new Account(id, login, name, Set.of(Role.GAME_SERVER), true, now);
        var server = new GameServer(id, name, false, now, 1);
        return passwords
                .hash(password)
                .flatMap(hash -> add(account, server, hash, key).as(transactions::inTransaction))
                .<Outcome>thenReturn(new Outcome.Created(
                        server, login, password, HexFormat.of().formatHex(key)))
                .onErrorResume(GameServers.NameTaken.class, _ -> Mono.just(new Outcome.NameTaken(name)));
    }

    private Mono<Void> add(Account account, GameServer server, String hash, byte[] key) {
        return accounts.add(account, hash)
                .then(Mono.defer(() -> servers.add(server, key)))
                .then(Mono.defer(() -> outbox.append(List.of(IdentityEvent.AccountCreated.of(account)))));
    }

    /// What came of it.
    public sealed interface Outcome {
        /// The server, and what is told only now.
        ///
        /// @param signingKey lower-case hex of 32 bytes
        record Created(GameServer server, Login login, String password, String signingKey) implements Outcome {}

        /// A server that is not revoked has it.
        record NameTaken(String name) implements Outcome {}
    }
}
