package dev.warfront.war.http;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.CodePrefix;
import dev.warfront.kernel.http.IfMatch;
import dev.warfront.kernel.http.LooseAnswer;
import dev.warfront.kernel.http.Problem;
import dev.warfront.war.Cancel;
import dev.warfront.war.CancelWar;
import dev.warfront.war.Declaration;
import dev.warfront.war.DeclareWar;
import dev.warfront.war.Surrender;
import dev.warfront.war.SurrenderWar;
import dev.warfront.war.WarView;
import dev.warfront.war.WarViews;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
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
    private final MeterRegistry meters;

    WarController(
            DeclareWar declareWar,
            CancelWar cancelWar,
            SurrenderWar surrenderWar,
            WarViews views,
            MeterRegistry meters) {
        this.declareWar = declareWar;
        this.cancelWar = cancelWar;
        this.surrenderWar = surrenderWar;
        this.views = views;
        this.meters = meters;
    }

    @PostMapping
    @Allow(Role.PLAYER)
    Mono<ResponseEntity<Object>> declare(@Valid @RequestBody DeclareJson body, Caller caller) {
        return declareWar.declare(body.by(caller.id())).flatMap(this::answer);
    }

    @PostMapping("/{id}/cancel")
    @Allow(Role.PLAYER)
    Mono<ResponseEntity<Object>> cancel(@PathVariable UUID id, IfMatch ifMatch, Caller caller) {
        return cancelWar.cancel(caller.id(), new WarId(id), ifMatch.version()).flatMap(this::answer);
    }

    @PostMapping("/{id}/surrender")
    @Allow(Role.PLAYER)
    Mono<ResponseEntity<Object>> surrender(@PathVariable UUID id, IfMatch ifMatch, Caller caller) {
        return surrenderWar
                .surrender(caller.id(), new WarId(id), ifMatch.version())
                .flatMap(this::answer);
    }

    private Mono<ResponseEntity<Object>> answer(Declaration outcome) {
        return switch (outcome) {
            case Declaration.Accepted(var transition) ->
                view(transition.war().id())
                        .map(war -> LooseAnswer.created(
                                "/api/v1/clan-wars/" + war.id().value(), WarJson.of(war), war.version()));
            case Declaration.UnknownClan unknown ->
                refused(Problem.with(HttpStatus.NOT_FOUND, "CLAN_NOT_FOUND")
                        .extra("clan_id", unknown.clan().value()));
            case Declaration.NotClanMember _ -> refused(Problem.with(HttpStatus.FORBIDDEN, "WAR_NOT_CLAN_MEMBER"));
            case Declaration.InsufficientRank _ -> refused(Problem.with(HttpStatus.FORBIDDEN, "WAR_INSUFFICIENT_RANK"));
            case Declaration.RateLimited(var retryAt) ->
                refused(Problem.with(HttpStatus.TOO_MANY_REQUESTS, "RATE_LIMITED")
                        .retryAt(retryAt));
            case Declaration.Refused refused -> refused(WarProblems.of(refused));
        };
    }

    private Mono<ResponseEntity<Object>> answer(Cancel outcome) {
        return switch (outcome) {
            case Cancel.Accepted accepted -> changed(accepted.transition().war().id());
            case Cancel.UnknownWar _ -> Mono.just(WarProblems.unknownWar());
            case Cancel.NotLeadClan _ -> Mono.just(WarProblems.notLeadClan());
            case Cancel.InsufficientRank _ -> Mono.just(WarProblems.insufficientRank());
            case Cancel.WrongPhase(var status) -> Mono.just(WarProblems.wrongPhase(status));
            case Cancel.StaleVersion(var present) -> Mono.just(WarProblems.stale(present));
        };
    }

    private Mono<ResponseEntity<Object>> answer(Surrender outcome) {
        return switch (outcome) {
            case Surrender.Accepted(var transition) -> changed(transition.war().id());
            case Surrender.UnknownWar _ -> Mono.just(WarProblems.unknownWar());
            case Surrender.NotLeadClan _ -> Mono.just(WarProblems.notLeadClan());
            case Surrender.InsufficientRank _ -> Mono.just(WarProblems.insufficientRank());
            case Surrender.WrongPhase(var status) -> Mono.just(WarProblems.wrongPhase(status));
            case Surrender.StaleVersion(var present) -> Mono.just(WarProblems.stale(present));
            case Surrender.SiegeRunning siege -> Mono.just(WarProblems.of(siege));
        };
    }

    private Mono<ResponseEntity<Object>> changed(WarId id) {
        return view(id).map(war -> LooseAnswer.ok(WarJson.of(war), war.version()));
    }

    /// In the command's transaction, so it is what the command has made of it.
    private Mono<WarView> view(WarId id) {
        return Mono.defer(() -> views.find(id));
    }

    private Mono<ResponseEntity<Object>> refused(Problem problem) {
        return Mono.fromSupplier(() -> {
            meters.counter("war_declaration_errors", "code", problem.code()).increment();
            return problem.answer();
        });
    }
}
