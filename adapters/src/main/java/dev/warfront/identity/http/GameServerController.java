package dev.warfront.identity.http;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;

import dev.warfront.identity.CreateGameServer;
import dev.warfront.identity.RevokeGameServer;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.IfMatch;
import dev.warfront.kernel.http.LooseAnswer;
import dev.warfront.kernel.http.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Administrators bring game servers in and throw them out.
@RestController
@RequestMapping("/api/v1/admin/game-servers")
final class GameServerController {
    private final CreateGameServer createGameServer;
    private final RevokeGameServer revokeGameServer;

    GameServerController(CreateGameServer createGameServer, RevokeGameServer revokeGameServer) {
        this.createGameServer = createGameServer;
        this.revokeGameServer = revokeGameServer;
    }

    @PostMapping
    @Allow(Role.ADMIN)
    Mono<ResponseEntity<Object>> create(Caller caller, @Valid @RequestBody CreateJson body) {
        return caller.is(Role.ADMIN)
                ? createGameServer.create(body.name()).map(GameServerController::answer)
                : Mono.just(Problem.forbidden());
    }

    @DeleteMapping("/{id}")
    @Allow(Role.ADMIN)
    Mono<ResponseEntity<Object>> revoke(Caller caller, @PathVariable UUID id, IfMatch ifMatch) {
        return caller.is(Role.ADMIN)
                ? revokeGameServer.revoke(new PlayerId(id), ifMatch.version()).map(GameServerController::answer)
                : Mono.just(Problem.forbidden());
    }

    private static ResponseEntity<Object> answer(CreateGameServer.Outcome outcome) {
        return switch (outcome) {
            case CreateGameServer.Outcome.Created created ->
                LooseAnswer.created(
                        "/api/v1/admin/game-servers/" + created.server().id().value(),
                        CreatedJson.of(created),
                        created.server().version());
            case CreateGameServer.Outcome.NameTaken _ -> Problem.of(CONFLICT, "NAME_TAKEN");
        };
    }

    private static ResponseEntity<Object> answer(RevokeGameServer.Outcome outcome) {
        return switch (outcome) {
            case REVOKED -> LooseAnswer.noContent();
            case UNKNOWN -> Problem.of(NOT_FOUND, "GAME_SERVER_NOT_FOUND");
            case CHANGED -> Problem.of(PRECONDITION_FAILED, "VERSION_CONFLICT");
        };
    }

    record CreateJson(
            @NotBlank @Size(max = 32) @Pattern(regexp = "\\P{C}*")
            String name) {}

    record CreatedJson(UUID id, String name, String login, String password, String signingKey, long version) {
        static CreatedJson of(CreateGameServer.Outcome.Created created) {
            var server = created.server();
            return new CreatedJson(
                    server.id().value(),
                    server.name(),
                    created.login().text(),
                    created.password(),
                    created.signingKey(),
                    server.version());
        }

        @Override
        public String toString() {
            return "CreatedJson[id=" + id + "]";
        }
    }
}
