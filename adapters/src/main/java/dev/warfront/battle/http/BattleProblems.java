package dev.warfront.battle.http;

import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;

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
import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.Problems;
import org.springframework.stereotype.Component;

/// The statuses and codes of refusals about battles.
@Component
final class BattleProblems implements Problems<BattleRefusal> {
    @Override
    public Class<BattleRefusal> refusals() {
        return BattleRefusal.class;
    }

    @Override
    public Problem of(BattleRefusal refusal) {
        return switch (refusal) {
            case UnknownWar _ -> Problem.with(NOT_FOUND, "WAR_NOT_FOUND");
            case UnknownBattle _ -> Problem.with(NOT_FOUND, "BATTLE_NOT_FOUND");
            case NotLeadClan _ -> Problem.with(FORBIDDEN, "WAR_NOT_LEAD_CLAN");
            case InsufficientRank _ -> Problem.with(FORBIDDEN, "WAR_INSUFFICIENT_RANK");
            case Banned(var until) -> Problem.with(FORBIDDEN, "WAR_BANNED").retryAt(until);
            case WarNotActive(var status) ->
                Problem.with(CONFLICT, "WAR_INVALID_STATE").detail("the war is " + status);
            case NotContested _ -> Problem.with(NOT_FOUND, "TERRITORY_NOT_FOUND");
            case HoldsTerritory _ ->
                Problem.with(FORBIDDEN, "BATTLE_NOT_ELIGIBLE").detail("the caller's side holds the territory");
            case TerritoryBusy _ -> Problem.with(CONFLICT, "BATTLE_TERRITORY_BUSY");
            case WarFull(var limit) -> Problem.with(CONFLICT, "BATTLE_LIMIT").extra("limit", limit);
            case WorldFull(var limit) ->
                Problem.with(SERVICE_UNAVAILABLE, "BATTLE_CAPACITY_EXCEEDED").extra("limit", limit);
            case HostNotSupported(var host) ->
                Problem.with(BAD_REQUEST, "VALIDATION_FAILED")
                        .detail("nobody fights battles as " + host)
                        .violation(BattleViolation.HOST_NOT_SUPPORTED, "host");
            case UnknownServer _ -> Problem.with(NOT_FOUND, "GAME_SERVER_NOT_FOUND");
            case ServerRevoked _, NotHost _ -> Problem.with(FORBIDDEN, "FORBIDDEN");
            case WrongState(var status) ->
                Problem.with(CONFLICT, "WAR_INVALID_STATE").detail("the battle is " + status);
            case Implausible(var reason) ->
                Problem.with(BAD_REQUEST, "VALIDATION_FAILED")
                        .detail(reason)
                        .violation(BattleViolation.IMPLAUSIBLE_RESULT, "winner_side");
            case CaptureSuperseded _ -> Problem.with(CONFLICT, "CAPTURE_SUPERSEDED");
            case CaptureLocked(var _, var until) ->
                Problem.with(CONFLICT, "CAPTURE_SUPERSEDED").retryAt(until);
            case VersionMismatch(var present) ->
                Problem.with(PRECONDITION_FAILED, "WAR_VERSION_CONFLICT").detail("the present version is " + present);
        };
    }
}
