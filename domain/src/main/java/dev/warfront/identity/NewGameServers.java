package dev.warfront.identity;

import dev.warfront.identity.CreateGameServer.Access;
import dev.warfront.identity.CreateGameServer.NewServer;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import reactor.core.publisher.Mono;

/// Prepares game servers before any transaction: hashing the password takes longer than everything else together.
@DomainService
public final class NewGameServers {
    private final Passwords passwords;
    private final Secrets secrets;
    private final Ids ids;

    public NewGameServers(Passwords passwords, Secrets secrets, Ids ids) {
        this.passwords = passwords;
        this.secrets = secrets;
        this.ids = ids;
    }

    /// With a new login, password and key.
    public Mono<NewServer> prepare() {
        return Mono.defer(() -> {
            var id = ids.next();
            var login = new LoginName("gs-" + id.toString().replace("-", "").substring(15)); // what is random of it
            return prepared(new PlayerId(id), new Access(login, secrets.password(), secrets.signingKey()));
        });
    }

    /// With an access that was chosen beforehand.
    Mono<NewServer> prepare(Access access) {
        return Mono.defer(() -> prepared(new PlayerId(ids.next()), access));
    }

    private Mono<NewServer> prepared(PlayerId id, Access access) {
        return passwords.hash(access.password()).map(hash -> new NewServer(id, access, hash));
    }
}
