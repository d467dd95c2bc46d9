package dev.warfront.score.http;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.CodePrefix;
import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.ProblemException;
import dev.warfront.kernel.http.Refuses;
import dev.warfront.kernel.http.StorableInstants;
import dev.warfront.kernel.http.Violation;
import dev.warfront.score.EventVerdicts;
import dev.warfront.score.ScoreRefusal;
import dev.warfront.score.http.VerdictJson.ListedStatus;
import dev.warfront.score.http.VerdictJson.RefusalsJson;
import dev.warfront.score.http.VerdictJson.UncountedJson;
import dev.warfront.war.ScoredWars;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Game servers learn what became of their events. What counts is public, what was refused is shown to the server that
/// has signed it, and to administrators.
@CodePrefix("WAR_")
@RestController
@RequestMapping("/api/v1")
final class VerdictController {
    private final EventVerdicts verdicts;
    private final ScoredWars wars;
    private final ScoreProblems problems;

    VerdictController(EventVerdicts verdicts, ScoredWars wars, ScoreProblems problems) {
        this.verdicts = verdicts;
        this.wars = wars;
        this.problems = problems;
    }

    /// What became of a score event.
    ///
    /// @param occurredAt as its sender dated it
    @GetMapping("/clan-wars/{id}/score-events/{eventId}")
    @Allow({Role.GAME_SERVER, Role.ADMIN})
    @Refuses(ScoreRefusal.UnknownEvent.class)
    Mono<ResponseEntity<VerdictJson>> getScoreEvent(
            @PathVariable UUID id,
            @PathVariable UUID eventId,
            @RequestParam("occurred_at") Instant occurredAt,
            Caller caller) {
        StorableInstants.require("occurred_at", occurredAt);
        return verdicts.of(new WarId(id), eventId, occurredAt.truncatedTo(ChronoUnit.MILLIS), server(caller))
                .map(verdict -> Answer.ok(VerdictJson.of(new WarId(id), verdict)))
                .switchIfEmpty(problems.refuse(new ScoreRefusal.UnknownEvent(eventId)));
    }

    /// Refused score events of a war, in the order in which they were decided.
    ///
    /// @param status of which events; only those that were refused are listed, since all others are in the feed
    /// @param after what the page before said last
    @GetMapping("/clan-wars/{id}/score-events")
    @Allow({Role.GAME_SERVER, Role.ADMIN})
    @Refuses(ScoreRefusal.UnknownWar.class)
    Mono<ResponseEntity<RefusalsJson>> listRefusedScoreEvents(
            @PathVariable UUID id,
            @RequestParam ListedStatus status,
            @RequestParam(required = false) @Nullable String after,
            PageRequest page,
            Caller caller) {
        if (page.cursor() != null) {
            throw new ProblemException(Problem.invalid(Violation.UNKNOWN, "cursor"));
        }
        var position = AfterParameter.position(after);
        var war = new WarId(id);
        return wars.find(List.of(war))
                .filter(found -> found.containsKey(war))
                .flatMap(_ -> verdicts.refused(war, server(caller), position, page.limit()))
                .map(refused -> Answer.ok(RefusalsJson.of(refused, after)))
                .switchIfEmpty(problems.refuse(new ScoreRefusal.UnknownWar(war)));
    }

    /// What names the calling server, was refused and stands in no war's counts, newest first.
    @GetMapping("/me/refusals")
    @Allow(Role.GAME_SERVER)
    Mono<ResponseEntity<UncountedJson>> listOwnRefusals(PageRequest page, Caller caller) {
        return uncounted(caller.id().value(), page);
    }

    /// What names a game server, was refused and stands in no war's counts, newest first.
    @GetMapping("/admin/game-servers/{id}/refusals")
    @Allow(Role.ADMIN)
    Mono<ResponseEntity<UncountedJson>> listServerRefusals(@PathVariable UUID id, PageRequest page) {
        return uncounted(id, page);
    }

    private Mono<ResponseEntity<UncountedJson>> uncounted(UUID server, PageRequest page) {
        return verdicts.uncounted(server, page)
                .flatMap(found ->
                        verdicts.uncountedByCode(server).map(counts -> Answer.ok(UncountedJson.of(counts, found))));
    }

    /// Null for an administrator, who sees what all have sent.
    private static @Nullable UUID server(Caller caller) {
        return caller.is(Role.ADMIN) ? null : caller.id().value();
    }
}
