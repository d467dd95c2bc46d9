package dev.warfront.territory.http;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import dev.warfront.kernel.http.Problem;
import dev.warfront.territory.TerritoryRefusal;
import dev.warfront.territory.TerritoryRefusal.CapReached;
import dev.warfront.territory.TerritoryRefusal.ClaimAlreadyRunning;
import dev.warfront.territory.TerritoryRefusal.ClanLevelTooLow;
import dev.warfront.territory.TerritoryRefusal.ClanNotActive;
import dev.warfront.territory.TerritoryRefusal.InsufficientRank;
import dev.warfront.territory.TerritoryRefusal.NotAMember;
import dev.warfront.territory.TerritoryRefusal.NotNeutral;
import dev.warfront.territory.TerritoryRefusal.TerritoryLocked;
import dev.warfront.territory.TerritoryRefusal.TreasuryInsufficient;
import dev.warfront.territory.TerritoryRefusal.UnknownTerritory;
import dev.warfront.territory.TerritoryRefusal.VersionMismatch;
import org.springframework.http.ResponseEntity;

/// The statuses and codes of refusals.
final class TerritoryProblems {
    private TerritoryProblems() {}

    /// Exhaustive: a new refusal does not compile until it has a status and a code.
    static ResponseEntity<Object> answer(TerritoryRefusal refusal) {
        return switch (refusal) {
            case UnknownTerritory _ -> Problem.of(NOT_FOUND, "TERRITORY_NOT_FOUND");
            case NotAMember _ -> Problem.of(FORBIDDEN, "NOT_A_MEMBER");
            case InsufficientRank _ -> Problem.of(FORBIDDEN, "INSUFFICIENT_RANK");
            case ClanNotActive _ -> Problem.of(CONFLICT, "CLAN_NOT_ACTIVE");
            case TerritoryLocked(var war) ->
                Problem.with(CONFLICT, "TERRITORY_LOCKED")
                        .extra("war_id", war.value())
                        .answer();
            case NotNeutral(var state) ->
                Problem.with(CONFLICT, "TERRITORY_NOT_NEUTRAL")
                        .extra("state", state)
                        .answer();
            case ClanLevelTooLow(var needed) ->
                Problem.with(UNPROCESSABLE_CONTENT, "CLAN_LEVEL_TOO_LOW")
                        .extra("needed", needed)
                        .answer();
            case ClaimAlreadyRunning(var claim) ->
                Problem.with(CONFLICT, "CLAIM_ALREADY_RUNNING")
                        .extra("claim_id", claim.value())
                        .answer();
            case CapReached(var cap) ->
                Problem.with(CONFLICT, "TERRITORY_CAP_REACHED")
                        .extra("cap", cap)
                        .answer();
            case VersionMismatch _ -> Problem.of(PRECONDITION_FAILED, "VERSION_CONFLICT");
            case TreasuryInsufficient(var cost) ->
                Problem.with(UNPROCESSABLE_CONTENT, "TREASURY_INSUFFICIENT")
                        .extra("cost", cost)
                        .answer();
        };
    }
}
