package dev.warfront.war.http;

import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.Problems;
import dev.warfront.war.DeclarationCode;
import dev.warfront.war.DeclarationViolation;
import dev.warfront.war.WarRefusal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Refusals about wars over HTTP.
@Component
final class WarProblems implements Problems<WarRefusal> {
    @Override
    public Class<WarRefusal> refusals() {
        return WarRefusal.class;
    }

    @Override
    public Problem of(WarRefusal refusal) {
        return switch (refusal) {
            case WarRefusal.UnknownWar _ -> Problem.with(HttpStatus.NOT_FOUND, "WAR_NOT_FOUND");
            case WarRefusal.UnknownClan(var clan) ->
                Problem.with(HttpStatus.NOT_FOUND, "CLAN_NOT_FOUND").extra("clan_id", clan.value());
            case WarRefusal.NotClanMember _ -> Problem.with(HttpStatus.FORBIDDEN, "WAR_NOT_CLAN_MEMBER");
            case WarRefusal.NotLeadClan _ -> Problem.with(HttpStatus.FORBIDDEN, "WAR_NOT_LEAD_CLAN");
            case WarRefusal.InsufficientRank(var needed) ->
                Problem.with(HttpStatus.FORBIDDEN, "WAR_INSUFFICIENT_RANK").detail(needed + " or higher may");
            case WarRefusal.Banned(var until) ->
                Problem.with(HttpStatus.FORBIDDEN, "WAR_BANNED").retryAt(until);
            case WarRefusal.WrongPhase(var status) ->
                Problem.with(HttpStatus.CONFLICT, "WAR_INVALID_STATE").detail("the war is " + status);
            case WarRefusal.SiegeRunning(var side) ->
                Problem.with(HttpStatus.CONFLICT, "WAR_SURRENDER_DURING_SIEGE")
                        .detail("the " + side + " defends a siege, and may surrender when it is over");
            case WarRefusal.VersionMismatch(var present) ->
                Problem.with(HttpStatus.PRECONDITION_FAILED, "WAR_VERSION_CONFLICT")
                        .detail("the present version is " + present);
            case WarRefusal.NotDecided(var status) ->
                Problem.with(HttpStatus.CONFLICT, "WAR_NOT_DECIDED").detail("the war is " + status);
            case WarRefusal.Violations(var found) -> of(found);
        };
    }

    /// The code of the first; beside all reasons the first of each kind of help.
    private static Problem of(List<DeclarationViolation> found) {
        var first = found.getFirst().code();
        var problem = Problem.with(status(first), first.name());
        for (var violation : found) {
            problem = problem.violation(violation.code(), field(violation.code()));
        }
        var details = found.stream()
                .map(DeclarationViolation::detail)
                .filter(Objects::nonNull)
                .toList();
        var retryAt = first(found, DeclarationViolation::retryAt);
        var openWar = first(found, DeclarationViolation::openWar);
        var cost = first(found, DeclarationViolation::cost);
        problem = details.isEmpty() ? problem : problem.detail(String.join("; ", details));
        problem = retryAt.isPresent() ? problem.retryAt(retryAt.get()) : problem;
        problem = openWar.isPresent() ? problem.extra("war_id", openWar.get().value()) : problem;
        return cost.isPresent() ? problem.extra("cost", cost.get()) : problem;
    }

    private static <T> Optional<T> first(
            List<DeclarationViolation> found, Function<DeclarationViolation, @Nullable T> part) {
        return found.stream()
                .flatMap(one -> Optional.ofNullable(part.apply(one)).stream())
                .findFirst();
    }

    private static HttpStatus status(DeclarationCode code) {
        return switch (code) {
            case WAR_SELF_TARGET,
                    WAR_REGION_MISMATCH,
                    WAR_ATTACKER_TOO_SMALL,
                    WAR_DEFENDER_TOO_SMALL,
                    WAR_ATTACKER_LEVEL_TOO_LOW,
                    WAR_DEFENDER_LEVEL_TOO_LOW,
                    WAR_CLAN_TOO_YOUNG,
                    WAR_POWER_GAP_TOO_LARGE,
                    WAR_TERRITORY_REQUIRED,
                    WAR_TERRITORY_LIMIT,
                    WAR_TERRITORY_NOT_DEFENDERS,
                    WAR_TERRITORY_UNREACHABLE,
                    WAR_TREASURY_INSUFFICIENT -> HttpStatus.UNPROCESSABLE_CONTENT;
            case CLAN_NOT_ACTIVE,
                    WAR_ALREADY_OPEN,
                    WAR_ATTACKER_LIMIT,
                    WAR_DEFENDER_LIMIT,
                    WAR_DECLARE_COOLDOWN,
                    WAR_PAIR_COOLDOWN,
                    WAR_TARGET_IMMUNE,
                    WAR_TERRITORY_LOCKED,
                    WAR_TERRITORY_PROTECTED -> HttpStatus.CONFLICT;
            case WAR_TERRITORY_NOT_FOUND -> HttpStatus.NOT_FOUND;
            case WAR_CAPACITY_EXCEEDED -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    private static @Nullable String field(DeclarationCode code) {
        return code.name().startsWith("WAR_TERRITORY") ? "territories" : null;
    }
}
