package dev.warfront.identity;

import static dev.warfront.kernel.Result.refused;

import dev.warfront.identity.IdentityEvent.AccountCreated;
import dev.warfront.identity.IdentityEvent.GameServerCreated;
import dev.warfront.identity.IdentityRefusal.ServerNameTaken;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
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
    /// @param by the administrator
    /// @param name 1..32 characters
    public Mono<Result<Created, IdentityRefusal>> create(PlayerId by, String name) {
        return Mono.defer(() -> {
            var id = ids.next();
            var login = new LoginName("gs-" + id.toString().replace("-", "").substring(15)); // what is random of it
            return create(new PlayerId(id), name, new Access(login, secrets.password(), secrets.signingKey()), by);
        });
    }

    /// With a login, password and key that were chosen beforehand.
    ///
    /// Error: {@link AlreadyTaken} of {@link Accounts#LOGIN} when another account has the login.
    ///
    /// @param by null when nobody was there yet
    Mono<Result<Created, IdentityRefusal>> create(PlayerId id, String name, Access access, @Nullable PlayerId by) {
        var now = clock.instant();
        var account = new Account(id, access.login(), name, Set.of(Role.GAME_SERVER), true, now);
        var server = new GameServer(id, name, false, now, 1);
        return passwords
                .hash(access.password())
                .flatMap(hash -> add(account, server, hash, access.key())
                        .then(outbox.append(
                                List.of(AccountCreated.of(account), new GameServerCreated(id, name, by, now))))
                        .as(transactions::inTransaction))
                .thenReturn(Result.<Created, IdentityRefusal>done(new Created(server, access)))
                .onErrorResume(CreateGameServer::isNameTaken, _ -> Mono.just(refused(new ServerNameTaken(name))));
    }

    private static boolean isNameTaken(Throwable failure) {
        return failure instanceof AlreadyTaken taken && taken.constraint().equals(GameServers.NAME);
    }

    private Mono<Void> add(Account account, GameServer server, String hash, byte[] key) {
        return accounts.add(account, hash).then(servers.add(server, key));
    }

    /// By what a server proves who it is.
    ///
    /// @param key 32 bytes, with which it signs
    @SuppressWarnings("ArrayRecordComponent") // a secret that nobody compares
    record Access(LoginName login, String password, byte[] key) {}

    /// The server, and what is shown only now.
    ///
    /// @param signingKey lower-case hex of 32 bytes
    public record Created(GameServer server, LoginName login, String password, String signingKey) {
        private Created(GameServer server, Access access) {
            this(server, access.login(), access.password(), HexFormat.of().formatHex(access.key()));
        }
    }
}
