package dev.warfront.war.http;

import dev.warfront.kernel.http.Problem;
import dev.warfront.war.Declaration;
import dev.warfront.war.DeclarationCode;
import dev.warfront.war.Surrender;
import dev.warfront.war.Violation;
import dev.warfront.war.WarStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// Refusals about wars, as HTTP says them.
final class WarProblems {
    private WarProblems() {}

    static ResponseEntity<Object> unknownWar() {
        return Problem.of(HttpStatus.NOT_FOUND, "WAR_NOT_FOUND");
    }

    static ResponseEntity<Object> notLeadClan() {
        return Problem.of(HttpStatus.FORBIDDEN, "WAR_NOT_LEAD_CLAN");
    }

    static ResponseEntity<Object> insufficientRank() {
        return Problem.of(HttpStatus.FORBIDDEN, "WAR_INSUFFICIENT_RANK");
    }

    static ResponseEntity<Object> wrongPhase(WarStatus status) {
        return Problem.of(HttpStatus.CONFLICT, "WAR_INVALID_STATE", "the war is " + status);
    }

    static ResponseEntity<Object> stale(long present) {
        return Problem.of(HttpStatus.PRECONDITION_FAILED, "WAR_VERSION_CONFLICT", "the present version is " + present);
    }

    static Problem of(Declaration.Refused refused) {
        var first = refused.violations().getFirst();
        var problem = Problem.with(status(first.code()), first.code().name());
        for (var violation : refused.violations()) {
            problem = problem.violation(violation.code().name(), field(violation.code()));
        }
        return withFacts(problem, refused.violations());
    }

    static ResponseEntity<Object> of(Surrender.SiegeRunning siege) {
        return Problem.of(
                HttpStatus.CONFLICT,
                "WAR_SURRENDER_DURING_SIEGE",
                "the " + siege.side() + " defends a siege, and may surrender when it is over");
    }

    /// What helps the declarer: the first of each kind of fact.
    private static Problem withFacts(Problem bare, List<Violation> violations) {
        var problem = bare;
        var details = violations.stream()
                .map(Violation::detail)
                .filter(Objects::nonNull)
                .toList();
        var retryAt = violations.stream()
                .map(Violation::retryAt)
                .filter(Objects::nonNull)
                .findFirst();
        var openWar = violations.stream()
                .map(Violation::openWar)
                .filter(Objects::nonNull)
                .findFirst();
        var cost = violations.stream()
                .map(Violation::cost)
                .filter(Objects::nonNull)
                .findFirst();
        if (!details.isEmpty()) {
            problem = problem.detail(String.join("; ", details));
        }
        if (retryAt.isPresent()) {
            problem = problem.retryAt(retryAt.get());
        }
        if (openWar.isPresent()) {
            problem = problem.extra("war_id", openWar.get().value());
        }
        return cost.isPresent() ? problem.extra("cost", cost.get()) : problem;
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
