package dev.warfront.war.http;

import dev.warfront.guild.Clans;
import dev.warfront.guild.Member;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.HotView;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.Answer.ListJson;
import dev.warfront.kernel.http.CodePrefix;
import dev.warfront.kernel.http.FieldViolation;
import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.ProblemException;
import dev.warfront.kernel.http.Refuses;
import dev.warfront.kernel.http.Tagged;
import dev.warfront.war.ContestedLand;
import dev.warfront.war.HotWars;
import dev.warfront.war.ParticipantView;
import dev.warfront.war.Scoreboard;
import dev.warfront.war.WarRefusal;
import dev.warfront.war.WarScore;
import dev.warfront.war.WarStatus;
import dev.warfront.war.WarView;
import dev.warfront.war.WarViews;
import dev.warfront.war.http.RosterJson.ContestedLandJson;
import dev.warfront.war.http.RosterJson.ParticipantJson;
import dev.warfront.war.http.WarScoreJson.WarStatsJson;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// What everybody may know of wars, and what their members know beyond it.
@CodePrefix("WAR_")
@RestController
@RequestMapping("/api/v1/clan-wars")
final class WarQueries {
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");

    private final WarViews views;
    private final HotWars hot;
    private final Scoreboard scoreboard;
    private final Clans clans;
    private final WarProblems problems;
    private final JsonMapper json;

    WarQueries(WarViews views, HotWars hot, Scoreboard scoreboard, Clans clans, WarProblems problems, JsonMapper json) {
        this.views = views;
        this.hot = hot;
        this.scoreboard = scoreboard;
        this.clans = clans;
        this.problems = problems;
        this.json = json;
    }

    /// Wars, newest first.
    ///
    /// @param status only those in that phase
    /// @param clanId only those of a clan, on whichever side
    /// @param region only those of a region
    @GetMapping
    @Allow(everyone = true)
    Mono<ResponseEntity<ListJson<WarJson>>> listWars(
            @RequestParam(required = false) @Nullable WarStatus status,
            @RequestParam(name = "clan_id", required = false) @Nullable UUID clanId,
            @RequestParam(required = false) @Nullable String region,
            PageRequest page) {
        if (region != null && !REGION.matcher(region).matches()) {
            throw new ProblemException(Problem.invalid(List.of(new FieldViolation("MALFORMED", "region"))));
        }
        var filter = new WarViews.Filter(status, clanId == null ? null : new ClanId(clanId), region);
        return views.list(filter, page).map(wars -> Answer.page(wars, WarJson::of));
    }

    /// A war.
    @GetMapping("/{id}")
    @Allow(everyone = true)
    @Refuses(WarRefusal.UnknownWar.class)
    Mono<ResponseEntity<WarJson>> getWar(@PathVariable UUID id) {
        return known(id).map(war -> Answer.ok(WarJson.of(war), war.version()));
    }

    /// The phase that a war is in, and until when.
    @GetMapping("/{id}/phase")
    @Allow(everyone = true)
    @Refuses(WarRefusal.UnknownWar.class)
    Mono<ResponseEntity<WarJson.WarPhaseJson>> getWarPhase(@PathVariable UUID id) {
        return known(id).map(war -> Answer.ok(WarJson.WarPhaseJson.of(war), war.version()));
    }

    /// The scores of a war: of its sides and of its clans.
    @GetMapping("/{id}/scores")
    @Tagged
    @Allow(everyone = true)
    @Refuses(WarRefusal.UnknownWar.class)
    Mono<ResponseEntity<WarScoreJson>> getWarScore(@PathVariable UUID id) {
        return known(id)
                .flatMap(war -> newest(hot.scores(), war, WarScore::isFinal)
                        .map(score ->
                                Answer.tagged(WarScoreJson.of(score, war.isOver()), WarScoreJson.eTag(score, war.isOver()))));
    }

    /// Of a war that was fought and is over, what is remembered may be from before its end.
    private static <V> Mono<V> newest(HotView<WarId, V> view, WarView war, Predicate<V> isFinal) {
        var remembered = view.of(war.id());
        return war.isOver() && war.wasFought()
                ? remembered.filter(isFinal).switchIfEmpty(Mono.defer(() -> view.now(war.id())))
                : remembered;
    }

    /// How the score events of a war were judged.
    @GetMapping("/{id}/stats")
    @Tagged
    @Allow(everyone = true)
    @Refuses(WarRefusal.UnknownWar.class)
    Mono<ResponseEntity<WarStatsJson>> getWarStats(@PathVariable UUID id) {
        return known(id)
                .flatMap(war -> newest(hot.stats(), war, Scoreboard.Stats::isFinal)
                        .map(stats -> Answer.tagged(
                                WarStatsJson.of(war.id(), stats, war.isOver()), WarStatsJson.eTag(stats, war.isOver()))));
    }

    /// How a war came out, once that is decided.
    @GetMapping("/{id}/winner")
    @Tagged
    @Allow(everyone = true)
    @Refuses({WarRefusal.UnknownWar.class, WarRefusal.NotDecided.class})
    Mono<ResponseEntity<WarJson.WarWinnerJson>> getWarWinner(@PathVariable UUID id) {
        return known(id)
                .map(WarView::decided)
                .map(problems::valueOf)
                .map(war -> Answer.ok(WarJson.WarWinnerJson.of(war), war.version()));
    }

    /// Who is on the roster of a war, with their points.
    @GetMapping("/{id}/participants")
    @Allow(everyone = true)
    @Refuses(WarRefusal.UnknownWar.class)
    Mono<ResponseEntity<ListJson<ParticipantJson>>> listParticipants(@PathVariable UUID id, PageRequest page) {
        return known(id)
                .flatMap(war -> views.participants(war.id(), page)
                        .flatMap(found -> scoreboard
                                .players(
                                        war.id(),
                                        found.items().stream()
                                                .map(ParticipantView::player)
                                                .toList())
                                .map(live -> Answer.page(
                                        found,
                                        one -> ParticipantJson.of(
                                                one, live.getOrDefault(one.player(), one.tally()))))));
    }

    /// The land that a war is about, and who holds it now.
    @GetMapping("/{id}/territories")
    @Allow(everyone = true)
    @Refuses(WarRefusal.UnknownWar.class)
    Mono<ResponseEntity<ListJson<ContestedLandJson>>> listContestedLand(@PathVariable UUID id) {
        return known(id)
                .flatMap(war -> views.territories(war.id()))
                .map((List<ContestedLand> lands) -> Answer.items(lands, ContestedLandJson::of));
    }

    /// The log of a war, oldest first.
    /// Members of the war's clans see every entry, everybody else those that are public.
    ///
    /// @param afterSeq only entries behind that one
    @GetMapping("/{id}/events")
    @Allow(everyone = true)
    @Refuses(WarRefusal.UnknownWar.class)
    Mono<ResponseEntity<WarEventsJson>> listWarEvents(
            @PathVariable UUID id,
            @RequestParam(name = "after_seq", defaultValue = "0") long afterSeq,
            PageRequest page,
            Optional<Caller> caller) {
        if (afterSeq < 0) {
            throw new ProblemException(Problem.invalid(List.of(new FieldViolation("OUT_OF_RANGE", "after_seq"))));
        }
        return known(id)
                .flatMap(war -> clanOf(caller)
                        .flatMap(clan -> views.eventsAfter(war.id(), clan.orElse(null), afterSeq, page.limit())))
                .map(events -> Answer.ok(WarEventsJson.of(events, afterSeq, json)));
    }

    private Mono<Optional<ClanId>> clanOf(Optional<Caller> caller) {
        return Mono.justOrEmpty(caller)
                .flatMap(one -> clans.membershipOf(one.id()))
                .map(Member::clan)
                .singleOptional();
    }

    private Mono<WarView> known(UUID id) {
        var war = new WarId(id);
        return hot.wars().of(war).switchIfEmpty(problems.refuse(new WarRefusal.UnknownWar(war)));
    }
}
