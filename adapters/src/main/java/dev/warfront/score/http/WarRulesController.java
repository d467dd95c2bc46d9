package dev.warfront.score.http;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.CodePrefix;
import dev.warfront.kernel.http.Refuses;
import dev.warfront.score.ScoreRefusal;
import dev.warfront.war.ScoredWars;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// The numbers that a war obeys: those it keeps from its declaration on, and those that hold for all.
@CodePrefix("WAR_")
@RestController
final class WarRulesController {
    private final ScoredWars wars;
    private final ScoreProblems problems;

    WarRulesController(ScoredWars wars, ScoreProblems problems) {
        this.wars = wars;
        this.problems = problems;
    }

    /// The numbers that a war obeys.
    @GetMapping("/api/v1/clan-wars/{id}/rules")
    @Allow(everyone = true)
    @Refuses(ScoreRefusal.UnknownWar.class)
    Mono<ResponseEntity<WarRulesJson>> getWarRules(@PathVariable UUID id) {
        var war = new WarId(id);
        return wars.find(List.of(war))
                .mapNotNull(found -> found.get(war))
                .map(found -> Answer.ok(WarRulesJson.of(war, found.rules())))
                .switchIfEmpty(problems.refuse(new ScoreRefusal.UnknownWar(war)));
    }
}
