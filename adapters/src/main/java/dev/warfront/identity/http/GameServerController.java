package dev.warfront.identity.http;

import dev.warfront.identity.CreateGameServer;
import dev.warfront.identity.ExchangeServerKey;
import dev.warfront.identity.GameServer;
import dev.warfront.identity.GameServers;
import dev.warfront.identity.IdentityRefusal.ServerNameTaken;
import dev.warfront.identity.IdentityRefusal.UnknownGameServer;
import dev.warfront.identity.IdentityRefusal.VersionMismatch;
import dev.warfront.identity.RevokeGameServer;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.Answer.ListJson;
import dev.warfront.kernel.http.IfMatch;
import dev.warfront.kernel.http.Refuses;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Administrators bring game servers in, look after them, exchange their keys and throw them out.
@RestController
@RequestMapping(GameServerController.PATH)
final class GameServerController {
    static final String PATH = "/api/v1/admin/game-servers";

    private final CreateGameServer createGameServer;
    private final RevokeGameServer revokeGameServer;
    private final ExchangeServerKey exchangeServerKey;
    private final GameServers servers;
    private final IdentityProblems problems;

    GameServerController(
            CreateGameServer createGameServer,
            RevokeGameServer revokeGameServer,
            ExchangeServerKey exchangeServerKey,
            GameServers servers,
            IdentityProblems problems) {
        this.createGameServer = createGameServer;
        this.revokeGameServer = revokeGameServer;
        this.exchangeServerKey = exchangeServerKey;
        this.servers = servers;
        this.problems = problems;
    }

    /// Brings a game server in; its secrets are told this once.
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(Role.ADMIN)
    @Refuses(ServerNameTaken.class)
    Mono<HttpEntity<NewGameServerJson>> createGameServer(
            Caller caller, @Valid @RequestBody CreateGameServerJson body, ServerWebExchange exchange) {
        return createGameServer
                .create(caller.id(), body.name(), NewServerFilter.preparedFor(exchange))
                .map(problems::valueOf)
                .map(created -> Answer.created(
                        PATH + "/" + created.server().id().value(),
                        NewGameServerJson.of(created),
                        created.server().version()));
    }

    /// All game servers, those thrown out too.
    @GetMapping
    @Allow(Role.ADMIN)
    Mono<ResponseEntity<ListJson<GameServerJson>>> listGameServers(PageRequest page) {
        return servers.page(page).map(found -> Answer.page(found, GameServerJson::of));
    }

    /// A game server.
    @GetMapping("/{id}")
    @Allow(Role.ADMIN)
    @Refuses(UnknownGameServer.class)
    Mono<ResponseEntity<GameServerJson>> getGameServer(@PathVariable UUID id) {
        return servers.find(new PlayerId(id))
                .map(server -> Answer.ok(GameServerJson.of(server), server.version()))
                .switchIfEmpty(problems.refuse(new UnknownGameServer(new PlayerId(id))));
    }

    /// Throws a game server out for good.
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow(Role.ADMIN)
    @Refuses({UnknownGameServer.class, VersionMismatch.class})
    Mono<Void> revokeGameServer(Caller caller, @PathVariable UUID id, IfMatch ifMatch) {
        return revokeGameServer
                .revoke(caller.id(), new PlayerId(id), ifMatch.version())
                .map(problems::valueOf)
                .then();
    }

    /// Gives a game server another signing key, told this once.
    @PostMapping("/{id}/keys")
    @Allow(Role.ADMIN)
    @Refuses({UnknownGameServer.class, VersionMismatch.class})
    Mono<ResponseEntity<NewServerKeyJson>> exchangeServerKey(@PathVariable UUID id, IfMatch ifMatch) {
        return exchangeServerKey
                .exchange(new PlayerId(id), ifMatch.version())
                .map(problems::valueOf)
                .map(exchanged -> Answer.ok(
                        NewServerKeyJson.of(exchanged), exchanged.server().version()));
    }
    /// How a new game server is called.
    record CreateGameServerJson(
            @NotBlank @Size(max = 32) @Pattern(regexp = "\\P{C}*")
            String name) {}
    /// A game server.
    record GameServerJson(UUID id, String name, boolean revoked, Instant createdAt, long version) {
        static GameServerJson of(GameServer server) {
            return new GameServerJson(
                    server.id().value(), server.name(), server.revoked(), server.createdAt(), server.version());
        }
    }

    /// The next signing key of a game server, told this once.
    ///
    /// @param signsFrom until then a node may still refuse what it signs
    /// @param formerUntil so long what the former one signed is believed
    record NewServerKeyJson(UUID id, String signingKey, Instant signsFrom, Instant formerUntil, long version) {
        static NewServerKeyJson of(ExchangeServerKey.Exchanged exchanged) {
            var server = exchanged.server();
            return new NewServerKeyJson(
                    server.id().value(),
                    exchanged.signingKey(),
                    exchanged.rotation().signsFrom(),
                    exchanged.rotation().formerUntil(),
                    server.version());
        }

        @Override
        public String toString() {
            return "NewServerKeyJson[id=" + id + "]";
        }
    }
    /// A game server that was just made, with its secrets, told this once.
    record NewGameServerJson(UUID id, String name, String login, String password, String signingKey, long version) {
        static NewGameServerJson of(CreateGameServer.Created created) {
            var server = created.server();
            return new NewGameServerJson(
                    server.id().value(),
                    server.name(),
                    created.login().text(),
                    created.password(),
                    created.signingKey(),
                    server.version());
        }

        @Override
        public String toString() {
            return "NewGameServerJson[id=" + id + "]";
        }
    }
}
