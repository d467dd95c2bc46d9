package dev.warfront.war.http;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.CodePrefix;
import dev.warfront.kernel.http.CountErrors;
import dev.warfront.kernel.http.IfMatch;
import dev.warfront.kernel.http.Limited;
import dev.warfront.kernel.http.Refuses;
import dev.warfront.war.CancelWar;
import dev.warfront.war.DeclareWar;
import dev.warfront.war.SurrenderWar;
import dev.warfront.war.War;
import dev.warfront.war.WarRefusal;
import dev.warfront.war.WarView;
import dev.warfront.war.WarViews;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// What clans do with wars.
@CodePrefix("WAR_")
@RestController
@RequestMapping("/api/v1/clan-wars")
final class WarController {
    private final DeclareWar declareWar;
    private final CancelWar cancelWar;
    private final SurrenderWar surrenderWar;
    private final WarViews views;
    private final WarProblems problems;

    WarController(
            DeclareWar declareWar,
            CancelWar cancelWar,
            SurrenderWar surrenderWar,
            WarViews views,
            WarProblems problems) {
        this.declareWar = declareWar;
        this.cancelWar = cancelWar;
        this.surrenderWar = surrenderWar;
        this.views = views;
        this.problems = problems;
    }

    /// Declares war on another clan.
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(Role.PLAYER)
    @Limited(DeclarationLimit.NAME)
    @CountErrors("war_declaration_errors")
    @Refuses({
        WarRefusal.UnknownClan.class,
        WarRefusal.NotClanMember.class,
        WarRefusal.InsufficientRank.class,
        WarRefusal.Banned.class,
        WarRefusal.Violations.class
    })
    Mono<HttpEntity<WarJson>> declareWar(@Valid @RequestBody DeclareWarJson body, Caller caller) {
        return declareWar
                .declare(body.by(caller.id()))
                .map(problems::valueOf)
                .flatMap(this::view)
                .map(war -> Answer.created("/api/v1/clan-wars/" + war.id().value(), WarJson.of(war), war.version()));
    }

    /// Takes a declaration back, while the war has not begun.
    @PostMapping("/{id}/cancel")
    @Allow(Role.PLAYER)
    @Refuses({
        WarRefusal.UnknownWar.class,
        WarRefusal.NotLeadClan.class,
        WarRefusal.InsufficientRank.class,
        WarRefusal.WrongPhase.class,
        WarRefusal.VersionMismatch.class
    })
    Mono<ResponseEntity<WarJson>> cancelWar(@PathVariable UUID id, IfMatch ifMatch, Caller caller) {
        return answer(cancelWar.cancel(caller.id(), new WarId(id), ifMatch.version()));
    }

    /// Gives a war up: the other side wins.
    @PostMapping("/{id}/surrender")
    @Allow(Role.PLAYER)
    @Refuses({
        WarRefusal.UnknownWar.class,
        WarRefusal.NotLeadClan.class,
        WarRefusal.InsufficientRank.class,
        WarRefusal.WrongPhase.class,
        WarRefusal.SiegeRunning.class,
        WarRefusal.VersionMismatch.class
    })
    Mono<ResponseEntity<WarJson>> surrenderWar(@PathVariable UUID id, IfMatch ifMatch, Caller caller) {
        return answer(surrenderWar.surrender(caller.id(), new WarId(id), ifMatch.version()));
    }

    private <W extends War> Mono<ResponseEntity<WarJson>> answer(Mono<Result<W, WarRefusal>> outcome) {
        return outcome.map(problems::valueOf).flatMap(this::view).map(war -> Answer.ok(WarJson.of(war), war.version()));
    }

    /// In the command's transaction, so it is what the command has made of it.
    private Mono<WarView> view(War war) {
        return views.find(war.id());
    }
}
