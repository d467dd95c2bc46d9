package dev.warfront.territory.http;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.Problems;
import dev.warfront.territory.TerritoryRefusal;
import dev.warfront.territory.TerritoryRefusal.CapReached;
import dev.warfront.territory.TerritoryRefusal.ClaimAlreadyRunning;
import dev.warfront.territory.TerritoryRefusal.ClanLevelTooLow;
import dev.warfront.territory.TerritoryRefusal.ClanNotActive;
import dev.warfront.territory.TerritoryRefusal.InsufficientRank;
import dev.warfront.territory.TerritoryRefusal.NotAMember;
import dev.warfront.territory.TerritoryRefusal.NotNeutral;
import dev.warfront.territory.TerritoryRefusal.NotOwner;
import dev.warfront.territory.TerritoryRefusal.TerritoryLocked;
import dev.warfront.territory.TerritoryRefusal.TreasuryInsufficient;
import dev.warfront.territory.TerritoryRefusal.UnknownClaim;
import dev.warfront.territory.TerritoryRefusal.UnknownTerritory;
import dev.warfront.territory.TerritoryRefusal.VersionMismatch;
import org.springframework.stereotype.Component;

/// The statuses and codes of refusals about land.
@Component
final class TerritoryProblems implements Problems<TerritoryRefusal> {
    @Override
    public Class<TerritoryRefusal> refusals() {
        return TerritoryRefusal.class;
    }

    @Override
    public Problem of(TerritoryRefusal refusal) {
        return switch (refusal) {
            case UnknownTerritory _ -> Problem.with(NOT_FOUND, "TERRITORY_NOT_FOUND");
            case UnknownClaim _ -> Problem.with(NOT_FOUND, "CLAIM_NOT_FOUND");
            case NotAMember _ -> Problem.with(FORBIDDEN, "NOT_A_MEMBER");
            case InsufficientRank _ -> Problem.with(FORBIDDEN, "INSUFFICIENT_RANK");
            case NotOwner _ -> Problem.with(FORBIDDEN, "TERRITORY_NOT_OWNER");
            case ClanNotActive(var status) ->
                Problem.with(CONFLICT, "CLAN_NOT_ACTIVE").extra("status", status);
            case TerritoryLocked(var war) ->
                Problem.with(CONFLICT, "TERRITORY_LOCKED").extra("war_id", war.value());
            case NotNeutral(var state) ->
                Problem.with(CONFLICT, "TERRITORY_NOT_NEUTRAL").extra("state", state);
            case ClanLevelTooLow(var needed) ->
                Problem.with(UNPROCESSABLE_CONTENT, "CLAN_LEVEL_TOO_LOW").extra("needed", needed);
            case ClaimAlreadyRunning(var claim) ->
                Problem.with(CONFLICT, "CLAIM_ALREADY_RUNNING").extra("claim_id", claim.value());
            case CapReached(var cap) ->
                Problem.with(CONFLICT, "TERRITORY_CAP_REACHED").extra("cap", cap);
            case VersionMismatch(var present) ->
                Problem.with(PRECONDITION_FAILED, "VERSION_CONFLICT").detail("the present version is " + present);
            case TreasuryInsufficient(var cost) ->
                Problem.with(UNPROCESSABLE_CONTENT, "TREASURY_INSUFFICIENT").extra("cost", cost);
        };
    }
}
