package dev.warfront.identity;

import static dev.warfront.kernel.Result.refused;

import dev.warfront.identity.IdentityEvent.AccountCreated;
import dev.warfront.identity.IdentityEvent.GameServerCreated;
import dev.warfront.identity.IdentityRefusal.ServerNameTaken;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// An administrator brings in a game server. Its password and its key are shown this once.
@UseCase
public final class CreateGameServer {
    private final Accounts accounts;
    private final GameServers servers;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;

    public CreateGameServer(
            Accounts accounts, GameServers servers, Outbox outbox, Transactions transactions, Clock clock) {
        this.accounts = accounts;
        this.servers = servers;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The server under a name.
    ///
    /// Error: {@link AlreadyTaken} of {@link Accounts#LOGIN} when another account has the login.
    ///
    /// @param by the administrator; null when nobody was there yet
    /// @param name 1..32 characters
    public Mono<Result<Created, IdentityRefusal>> create(@Nullable PlayerId by, String name, NewServer prepared) {
        return Mono.defer(() -> {
            var now = clock.instant();
            var account = prepared.account(name, now);
            var server = new GameServer(account.id(), name, false, now, 1);
            return accounts.add(account, prepared.passwordHash())
                    .then(servers.add(server, prepared.access().key()))
                    .then(outbox.append(
                            List.of(AccountCreated.of(account), new GameServerCreated(account.id(), name, by, now))))
                    .as(transactions::inTransaction)
                    .thenReturn(Result.<Created, IdentityRefusal>done(new Created(server, prepared.access())))
                    .onErrorResume(CreateGameServer::isNameTaken, _ -> Mono.just(refused(new ServerNameTaken(name))));
        });
    }

    private static boolean isNameTaken(Throwable failure) {
        return failure instanceof AlreadyTaken taken && taken.constraint().equals(GameServers.NAME);
    }

    /// By what a server proves who it is.
    ///
    /// @param key 32 bytes, with which it signs
    @SuppressWarnings("ArrayRecordComponent") // a secret that nobody compares
    public record Access(LoginName login, String password, byte[] key) {
        @Override
        public String toString() {
            return "Access[login=" + login.text() + "]";
        }
    }

    /// A server that has no name yet.
    public record NewServer(PlayerId id, Access access, String passwordHash) {
        private Account account(String name, Instant now) {
            return new Account(id, access.login(), name, Set.of(Role.GAME_SERVER), true, now);
        }

        @Override
        public String toString() {
            return "NewServer[id=" + id + "]";
        }
    }

    /// The server, and what is shown only now.
    ///
    /// @param signingKey lower-case hex of 32 bytes
    public record Created(GameServer server, LoginName login, String password, String signingKey) {
        private Created(GameServer server, Access access) {
            this(server, access.login(), access.password(), HexFormat.of().formatHex(access.key()));
        }

        @Override
        public String toString() {
            return "Created[server=" + server + "]";
        }
    }
}
