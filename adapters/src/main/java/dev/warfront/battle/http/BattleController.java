package dev.warfront.battle.http;

import dev.warfront.battle.BattleStatus;
import dev.warfront.battle.BattleView;
import dev.warfront.battle.BattleViews;
import dev.warfront.battle.CreateBattle;
import dev.warfront.battle.Creation;
import dev.warfront.battle.End;
import dev.warfront.battle.EndBattle;
import dev.warfront.battle.Start;
import dev.warfront.battle.StartBattle;
import dev.warfront.battle.http.BattleJson.CreateJson;
import dev.warfront.battle.http.BattleJson.EndJson;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.CodePrefix;
import dev.warfront.kernel.http.LooseAnswer;
import dev.warfront.kernel.http.Problem;
import dev.warfront.war.WarStatus;
import dev.warfront.war.WarViews;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Battles: officers call for them, game servers fight them, everybody may watch.
@CodePrefix("WAR_")
@RestController
@RequestMapping("/api/v1")
final class BattleController {
    private final CreateBattle createBattle;
    private final StartBattle startBattle;
    private final EndBattle endBattle;
    private final BattleViews views;
    private final WarViews wars;

    BattleController(
            CreateBattle createBattle, StartBattle startBattle, EndBattle endBattle, BattleViews views, WarViews wars) {
        this.createBattle = createBattle;
        this.startBattle = startBattle;
        this.endBattle = endBattle;
        this.views = views;
        this.wars = wars;
    }

    @PostMapping("/clan-wars/{id}/battles")
    @Allow(Role.PLAYER)
    Mono<ResponseEntity<Object>> create(@PathVariable UUID id, @Valid @RequestBody CreateJson body, Caller caller) {
        return createBattle
                .create(caller.id(), new WarId(id), new TerritoryId(body.territoryId()))
                .flatMap(this::answer);
    }

    @PostMapping("/battles/{id}/start")
    @Allow(Role.GAME_SERVER)
    Mono<ResponseEntity<Object>> start(@PathVariable UUID id, Caller caller) {
        if (!caller.is(Role.GAME_SERVER)) {
            return Mono.just(Problem.forbidden());
        }
        return startBattle.start(caller.id().value(), new BattleId(id)).flatMap(this::answer);
    }

    @PostMapping("/battles/{id}/end")
    @Allow(Role.GAME_SERVER)
    Mono<ResponseEntity<Object>> end(@PathVariable UUID id, @Valid @RequestBody EndJson body, Caller caller) {
        if (!caller.is(Role.GAME_SERVER)) {
            return Mono.just(Problem.forbidden());
        }
        return endBattle
                .end(caller.id().value(), new BattleId(id), body.result())
                .flatMap(this::answer);
    }

    @GetMapping("/battles")
    @Allow(everyone = true)
    Mono<ResponseEntity<Object>> list(@RequestParam(required = false) @Nullable BattleStatus status, PageRequest page) {
        return views.list(status, page).map(battles -> LooseAnswer.page(battles, BattleJson::of));
    }

    @GetMapping("/battles/{id}")
    @Allow(everyone = true)
    Mono<ResponseEntity<Object>> get(@PathVariable UUID id) {
        return views.find(new BattleId(id))
                .map(battle -> LooseAnswer.ok(BattleJson.of(battle), battle.version()))
                .switchIfEmpty(Mono.fromSupplier(BattleController::unknownBattle));
    }

    @GetMapping("/clan-wars/{id}/battles")
    @Allow(everyone = true)
    Mono<ResponseEntity<Object>> ofWar(@PathVariable UUID id, PageRequest page) {
        return wars.find(new WarId(id))
                .flatMap(war -> views.ofWar(war.id(), page))
                .map(battles -> LooseAnswer.page(battles, BattleJson::of))
                .switchIfEmpty(Mono.fromSupplier(() -> Problem.of(HttpStatus.NOT_FOUND, "WAR_NOT_FOUND")));
    }

    private Mono<ResponseEntity<Object>> answer(Creation outcome) {
        return switch (outcome) {
            case Creation.Accepted(var battle) ->
                view(battle.site().id())
                        .map(view -> LooseAnswer.created(
                                "/api/v1/battles/" + view.id().value(), BattleJson.of(view), view.version()));
            case Creation.UnknownWar _ -> refused(HttpStatus.NOT_FOUND, "WAR_NOT_FOUND");
            case Creation.NotLeadClan _ -> refused(HttpStatus.FORBIDDEN, "WAR_NOT_LEAD_CLAN");
            case Creation.InsufficientRank _ -> refused(HttpStatus.FORBIDDEN, "WAR_INSUFFICIENT_RANK");
            case Creation.WarNotActive(var status) -> wrongPhase(status);
            case Creation.NotContested _ -> refused(HttpStatus.NOT_FOUND, "TERRITORY_NOT_FOUND");
            case Creation.TerritoryBusy _ -> refused(HttpStatus.CONFLICT, "BATTLE_TERRITORY_BUSY");
            case Creation.WarFull _ -> refused(HttpStatus.CONFLICT, "BATTLE_LIMIT");
            case Creation.WorldFull _ -> refused(HttpStatus.SERVICE_UNAVAILABLE, "BATTLE_CAPACITY_EXCEEDED");
        };
    }

    private Mono<ResponseEntity<Object>> answer(Start outcome) {
        return switch (outcome) {
            case Start.Accepted(var battle) ->
                view(battle.site().id()).map(view -> LooseAnswer.ok(BattleJson.of(view), view.version()));
            case Start.UnknownBattle _ -> Mono.just(unknownBattle());
            case Start.WrongState(var status) -> wrongState(status);
            case Start.WarNotActive(var status) -> wrongPhase(status);
            case Start.WarFull _ -> refused(HttpStatus.CONFLICT, "BATTLE_LIMIT");
            case Start.WorldFull _ -> refused(HttpStatus.SERVICE_UNAVAILABLE, "BATTLE_CAPACITY_EXCEEDED");
        };
    }

    private Mono<ResponseEntity<Object>> answer(End outcome) {
        return switch (outcome) {
            case End.Accepted(var battle, var captured) ->
                view(battle.site().id()).map(view -> LooseAnswer.ok(BattleJson.of(view, captured), view.version()));
            case End.UnknownBattle _ -> Mono.just(unknownBattle());
            case End.NotHost _ -> Mono.just(Problem.forbidden());
            case End.WrongState(var status) -> wrongState(status);
            case End.WarNotActive(var status) -> wrongPhase(status);
            case End.Implausible(var objection) ->
                Mono.just(Problem.with(HttpStatus.BAD_REQUEST, "VALIDATION_FAILED")
                        .detail(objection)
                        .violation("IMPLAUSIBLE_RESULT", "winner_side")
                        .answer());
            case End.Superseded _ -> refused(HttpStatus.CONFLICT, "CAPTURE_SUPERSEDED");
        };
    }

    /// In the command's transaction, so it is what the command has made of it.
    private Mono<BattleView> view(BattleId id) {
        return Mono.defer(() -> views.find(id));
    }

    private static ResponseEntity<Object> unknownBattle() {
        return Problem.of(HttpStatus.NOT_FOUND, "BATTLE_NOT_FOUND");
    }

    private static Mono<ResponseEntity<Object>> wrongPhase(WarStatus status) {
        return Mono.just(Problem.of(HttpStatus.CONFLICT, "WAR_INVALID_STATE", "the war is " + status));
    }

    private static Mono<ResponseEntity<Object>> wrongState(BattleStatus status) {
        return Mono.just(Problem.of(HttpStatus.CONFLICT, "WAR_INVALID_STATE", "the battle is " + status));
    }

    private static Mono<ResponseEntity<Object>> refused(HttpStatus status, String code) {
        return Mono.just(Problem.of(status, code));
    }
}
