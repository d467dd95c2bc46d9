package dev.warfront.guild.http;

import dev.warfront.guild.GrantOutcome;
import dev.warfront.guild.GrantOutcome.Granted;
import dev.warfront.guild.GrantToClan;
import dev.warfront.guild.GuildRefusal;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.LooseAnswer;
import dev.warfront.kernel.http.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Grants of administrators.
@RestController
@RequestMapping("/api/v1/admin/clans")
final class GrantController {
    private final GrantToClan grantToClan;

    GrantController(GrantToClan grantToClan) {
        this.grantToClan = grantToClan;
    }

    /// What is given, and why.
    record GrantRequestJson(
            long credits, long experience, @NotNull String reason) {}

    @PostMapping("/{id}/grants")
    @Allow(Role.ADMIN)
    Mono<ResponseEntity<Object>> grant(
            @PathVariable UUID id, @Valid @RequestBody GrantRequestJson body, Caller caller) {
        return caller.is(Role.ADMIN)
                ? grantToClan
                        .grant(caller.id(), new ClanId(id), body.credits(), body.experience(), body.reason())
                        .map(GrantController::answer)
                : Mono.just(Problem.forbidden());
    }

    private static ResponseEntity<Object> answer(GrantOutcome outcome) {
        return switch (outcome) {
            case Granted(var grant, var clan) ->
                LooseAnswer.created("/api/v1/clans/" + clan.id().value(), GrantJson.of(grant, clan), clan.version());
            case GuildRefusal refusal -> GuildProblems.answer(refusal);
        };
    }
}
