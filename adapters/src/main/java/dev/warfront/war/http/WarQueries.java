package dev.warfront.war.http;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.CodePrefix;
import dev.warfront.kernel.http.LooseAnswer;
import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.ProblemException;
import dev.warfront.kernel.http.Violation;
import dev.warfront.war.Outcome;
import dev.warfront.war.Scoreboard;
import dev.warfront.war.WarStatus;
import dev.warfront.war.WarView;
import dev.warfront.war.WarViews;
import dev.warfront.war.http.RosterJson.LandJson;
import dev.warfront.war.http.RosterJson.ParticipantJson;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// What everybody may know of wars.
@CodePrefix("WAR_")
@RestController
@RequestMapping("/api/v1/clan-wars")
final class WarQueries {
    private final WarViews views;
    private final Scoreboard scoreboard;
    private final JsonMapper json;

    WarQueries(WarViews views, Scoreboard scoreboard, JsonMapper json) {
        this.views = views;
        this.scoreboard = scoreboard;
        this.json = json;
    }

    @GetMapping
    @Allow(everyone = true)
    Mono<ResponseEntity<Object>> list(
            @RequestParam(required = false) @Nullable WarStatus status,
            @RequestParam(name = "clan_id", required = false) @Nullable UUID clanId,
            @RequestParam(required = false) @Nullable String region,
            PageRequest page) {
        var filter = new WarViews.Filter(status, clanId == null ? null : new ClanId(clanId), region);
        return views.list(filter, page).map(wars -> LooseAnswer.page(wars, WarJson::of));
    }

    @GetMapping("/{id}")
    @Allow(everyone = true)
    Mono<ResponseEntity<Object>> get(@PathVariable UUID id) {
        return known(id, war -> Mono.just(LooseAnswer.ok(WarJson.of(war), war.version())));
    }

    @GetMapping("/{id}/phase")
    @Allow(everyone = true)
    Mono<ResponseEntity<Object>> phase(@PathVariable UUID id) {
        return known(id, war -> Mono.just(LooseAnswer.ok(WarJson.PhaseJson.of(war), war.version())));
    }

    @GetMapping("/{id}/scores")
    @Allow(everyone = true)
    Mono<ResponseEntity<Object>> scores(@PathVariable UUID id) {
        return known(
                id,
                war -> scoreboard
                        .scores(war.id())
                        .map(scores -> LooseAnswer.ok(ScoreJson.of(war.id(), scores, isOver(war)))));
    }

    @GetMapping("/{id}/stats")
    @Allow(everyone = true)
    Mono<ResponseEntity<Object>> stats(@PathVariable UUID id) {
        return known(
                id,
                war -> scoreboard
                        .stats(war.id())
                        .map(stats -> LooseAnswer.ok(ScoreJson.StatsJson.of(war.id(), stats, isOver(war)))));
    }

    @GetMapping("/{id}/winner")
    @Allow(everyone = true)
    Mono<ResponseEntity<Object>> winner(@PathVariable UUID id) {
        return known(
                id,
                war -> Mono.just(
                        isDecided(war)
                                ? LooseAnswer.ok(WarJson.WinnerJson.of(war))
                                : Problem.of(HttpStatus.CONFLICT, "WAR_NOT_DECIDED", "the war is " + war.status())));
    }

    @GetMapping("/{id}/participants")
    @Allow(everyone = true)
    Mono<ResponseEntity<Object>> participants(@PathVariable UUID id, PageRequest page) {
        return known(
                id,
                war -> views.participants(war.id(), page)
                        .flatMap(found -> scoreboard
                                .players(
                                        war.id(),
                                        found.items().stream()
                                                .map(one -> one.player())
                                                .toList())
                                .map(live -> LooseAnswer.page(
                                        found,
                                        one -> ParticipantJson.of(
                                                one, live.getOrDefault(one.player(), one.tally()))))));
    }

    @GetMapping("/{id}/territories")
    @Allow(everyone = true)
    Mono<ResponseEntity<Object>> territories(@PathVariable UUID id) {
        return known(id, war -> views.territories(war.id()).map(lands -> LooseAnswer.items(lands, LandJson::of)));
    }

    @GetMapping("/{id}/events")
    @Allow(everyone = true)
    Mono<ResponseEntity<Object>> events(
            @PathVariable UUID id,
            @RequestParam(name = "after_seq", defaultValue = "0") long afterSeq,
            PageRequest page) {
        if (afterSeq < 0) {
            throw new ProblemException(Problem.invalid(List.of(new Violation("OUT_OF_RANGE", "after_seq"))));
        }
        return known(
                id,
                war -> views.eventsAfter(war.id(), afterSeq, page.limit())
                        .map(events -> LooseAnswer.ok(EventsJson.of(events, afterSeq, json))));
    }

    private Mono<ResponseEntity<Object>> known(UUID id, Function<WarView, Mono<ResponseEntity<Object>>> answer) {
        return views.find(new WarId(id)).flatMap(answer).switchIfEmpty(Mono.fromSupplier(WarProblems::unknownWar));
    }

    private static boolean isOver(WarView war) {
        return war.status() == WarStatus.ENDED;
    }

    /// Stored in ENDING already; without a winner it shows as NONE until the end.
    private static boolean isDecided(WarView war) {
        return isOver(war) || war.outcome() != Outcome.NONE;
    }
}
