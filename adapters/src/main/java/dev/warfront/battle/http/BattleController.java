package dev.warfront.battle.http;

import dev.warfront.battle.AbortBattle;
import dev.warfront.battle.Battle;
import dev.warfront.battle.BattleRefusal;
import dev.warfront.battle.BattleRefusal.Banned;
import dev.warfront.battle.BattleRefusal.CaptureLocked;
import dev.warfront.battle.BattleRefusal.CaptureSuperseded;
import dev.warfront.battle.BattleRefusal.HoldsTerritory;
import dev.warfront.battle.BattleRefusal.HostNotSupported;
import dev.warfront.battle.BattleRefusal.Implausible;
import dev.warfront.battle.BattleRefusal.InsufficientRank;
import dev.warfront.battle.BattleRefusal.NotContested;
import dev.warfront.battle.BattleRefusal.NotHost;
import dev.warfront.battle.BattleRefusal.NotLeadClan;
import dev.warfront.battle.BattleRefusal.ServerRevoked;
import dev.warfront.battle.BattleRefusal.TerritoryBusy;
import dev.warfront.battle.BattleRefusal.UnknownBattle;
import dev.warfront.battle.BattleRefusal.UnknownServer;
import dev.warfront.battle.BattleRefusal.UnknownWar;
import dev.warfront.battle.BattleRefusal.VersionMismatch;
import dev.warfront.battle.BattleRefusal.WarFull;
import dev.warfront.battle.BattleRefusal.WarNotActive;
import dev.warfront.battle.BattleRefusal.WorldFull;
import dev.warfront.battle.BattleRefusal.WrongState;
import dev.warfront.battle.BattleStatus;
import dev.warfront.battle.BattleView;
import dev.warfront.battle.BattleViews;
import dev.warfront.battle.CreateBattle;
import dev.warfront.battle.EndBattle;
import dev.warfront.battle.StartBattle;
import dev.warfront.battle.http.BattleJson.CreateBattleJson;
import dev.warfront.battle.http.BattleJson.EndBattleJson;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.Answer.ListJson;
import dev.warfront.kernel.http.CodePrefix;
import dev.warfront.kernel.http.IfMatch;
import dev.warfront.kernel.http.Refuses;
import dev.warfront.war.WarViews;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Battles: officers call for them, game servers fight them, administrators stop them, everybody may watch.
@CodePrefix("WAR_")
@RestController
@RequestMapping("/api/v1")
final class BattleController {
    private final CreateBattle createBattle;
    private final StartBattle startBattle;
    private final EndBattle endBattle;
    private final AbortBattle abortBattle;
    private final BattleViews views;
    private final WarViews wars;
    private final BattleProblems problems;

    BattleController(
            CreateBattle createBattle,
            StartBattle startBattle,
            EndBattle endBattle,
            AbortBattle abortBattle,
            BattleViews views,
            WarViews wars,
            BattleProblems problems) {
        this.createBattle = createBattle;
        this.startBattle = startBattle;
        this.endBattle = endBattle;
        this.abortBattle = abortBattle;
        this.views = views;
        this.wars = wars;
        this.problems = problems;
    }

    /// Calls for a battle over contested land.
    @PostMapping("/clan-wars/{id}/battles")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(Role.PLAYER)
    @Refuses({
        UnknownWar.class,
        NotLeadClan.class,
        InsufficientRank.class,
        Banned.class,
        HostNotSupported.class,
        UnknownServer.class,
        WarNotActive.class,
        NotContested.class,
        HoldsTerritory.class,
        TerritoryBusy.class,
        CaptureLocked.class,
        WarFull.class,
        WorldFull.class
    })
    Mono<HttpEntity<BattleJson>> createBattle(
            @PathVariable UUID id, @Valid @RequestBody CreateBattleJson body, Caller caller) {
        return createBattle
                .create(body.by(caller.id(), new WarId(id)))
                .map(this::battle)
                .map(battle -> Answer.created("/api/v1/battles/" + battle.id(), battle, battle.version()));
    }

    /// Begins a battle; the caller becomes its host.
    @PostMapping("/battles/{id}/start")
    @Allow(Role.GAME_SERVER)
    @Refuses({
        UnknownBattle.class,
        ServerRevoked.class,
        NotHost.class,
        WrongState.class,
        WarNotActive.class,
        WarFull.class,
        WorldFull.class
    })
    Mono<ResponseEntity<BattleJson>> startBattle(@PathVariable UUID id, Caller caller) {
        return startBattle
                .start(caller.id().value(), new BattleId(id))
                .map(this::battle)
                .map(BattleController::ok);
    }

    /// Ends a battle with what came of it.
    @PostMapping("/battles/{id}/end")
    @Allow(Role.GAME_SERVER)
    @Refuses({
        UnknownBattle.class,
        WrongState.class,
        ServerRevoked.class,
        NotHost.class,
        Implausible.class,
        WarNotActive.class,
        NotContested.class,
        CaptureSuperseded.class,
        CaptureLocked.class
    })
    Mono<ResponseEntity<BattleJson>> endBattle(@PathVariable UUID id, @Valid @RequestBody EndBattleJson body, Caller caller) {
        return endBattle
                .end(caller.id().value(), new BattleId(id), body.result())
                .map(this::battle)
                .map(BattleController::ok);
    }

    /// Stops a battle, without a winner.
    @PostMapping("/battles/{id}/abort")
    @Allow(Role.ADMIN)
    @Refuses({UnknownBattle.class, WrongState.class, VersionMismatch.class})
    Mono<ResponseEntity<BattleJson>> abortBattle(@PathVariable UUID id, IfMatch ifMatch, Caller caller) {
        return abortBattle
                .abort(caller.id(), new BattleId(id), ifMatch.version())
                .map(this::battle)
                .map(BattleController::ok);
    }

    /// Battles of all wars, newest first.
    ///
    /// @param status only those in that state
    @GetMapping("/battles")
    @Allow(everyone = true)
    Mono<ResponseEntity<ListJson<BattleJson>>> listBattles(
            @RequestParam(required = false) @Nullable BattleStatus status, PageRequest page) {
        return views.list(status, page).map(battles -> Answer.page(battles, BattleJson::of));
    }

    /// A battle.
    @GetMapping("/battles/{id}")
    @Allow(everyone = true)
    @Refuses(UnknownBattle.class)
    Mono<ResponseEntity<BattleJson>> getBattle(@PathVariable UUID id) {
        var battle = new BattleId(id);
        return views.find(battle)
                .map(BattleJson::of)
                .map(BattleController::ok)
                .switchIfEmpty(problems.refuse(new UnknownBattle(battle)));
    }

    /// The battles of a war, newest first.
    @GetMapping("/clan-wars/{id}/battles")
    @Allow(everyone = true)
    @Refuses(UnknownWar.class)
    Mono<ResponseEntity<ListJson<BattleJson>>> listBattlesOfWar(@PathVariable UUID id, PageRequest page) {
        var war = new WarId(id);
        return wars.find(war)
                .flatMap(_ -> views.ofWar(war, page))
                .map(battles -> Answer.page(battles, BattleJson::of))
                .switchIfEmpty(problems.refuse(new UnknownWar(war)));
    }

    private BattleJson battle(Result<? extends Battle, BattleRefusal> result) {
        return BattleJson.of(BattleView.of(problems.valueOf(result)));
    }

    private static ResponseEntity<BattleJson> ok(BattleJson battle) {
        return Answer.ok(battle, battle.version());
    }
}
