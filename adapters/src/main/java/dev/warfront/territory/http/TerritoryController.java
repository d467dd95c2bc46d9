package dev.warfront.territory.http;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.Answer.ListJson;
import dev.warfront.kernel.http.FieldViolation;
import dev.warfront.kernel.http.IfMatch;
import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.ProblemException;
import dev.warfront.kernel.http.Refuses;
import dev.warfront.territory.Claim;
import dev.warfront.territory.ClaimTerritory;
import dev.warfront.territory.Claims;
import dev.warfront.territory.Location;
import dev.warfront.territory.Territories;
import dev.warfront.territory.Territory;
import dev.warfront.territory.TerritoryRefusal.CapReached;
import dev.warfront.territory.TerritoryRefusal.ClaimAlreadyRunning;
import dev.warfront.territory.TerritoryRefusal.ClanLevelTooLow;
import dev.warfront.territory.TerritoryRefusal.ClanNotActive;
import dev.warfront.territory.TerritoryRefusal.InsufficientRank;
import dev.warfront.territory.TerritoryRefusal.NotAMember;
import dev.warfront.territory.TerritoryRefusal.NotNeutral;
import dev.warfront.territory.TerritoryRefusal.TerritoryLocked;
import dev.warfront.territory.TerritoryRefusal.TreasuryInsufficient;
import dev.warfront.territory.TerritoryRefusal.UnknownClaim;
import dev.warfront.territory.TerritoryRefusal.UnknownTerritory;
import dev.warfront.territory.TerritoryRefusal.VersionMismatch;
import dev.warfront.territory.TerritoryState;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.WorldMap;
import dev.warfront.territory.http.TerritoryJson.ClaimJson;
import dev.warfront.territory.http.TerritoryJson.NearbyTerritoryJson;
import dev.warfront.territory.http.TerritoryJson.OwnershipPeriodJson;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// The map, and claims of neutral land.
@RestController
@RequestMapping("/api/v1/territories")
final class TerritoryController {
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");

    private final ClaimTerritory claimTerritory;
    private final Territories territories;
    private final Claims claims;
    private final WorldMap map;
    private final TerritoryProblems problems;

    TerritoryController(
            ClaimTerritory claimTerritory,
            Territories territories,
            Claims claims,
            WorldMap map,
            TerritoryProblems problems) {
        this.claimTerritory = claimTerritory;
        this.territories = territories;
        this.claims = claims;
        this.map = map;
        this.problems = problems;
    }

    /// Land, whosever it is.
    ///
    /// @param owner only land of a clan
    /// @param state only land in that state
    /// @param type only land of that type
    /// @param region only land of a region
    @GetMapping
    @Allow(everyone = true)
    Mono<ResponseEntity<ListJson<TerritoryJson>>> listTerritories(
            @RequestParam(required = false) @Nullable UUID owner,
            @RequestParam(required = false) @Nullable TerritoryState state,
            @RequestParam(required = false) @Nullable TerritoryType type,
            @RequestParam(required = false) @Nullable String region,
            PageRequest page) {
        return map.list(filter(owner, state, type, region), page).map(land -> Answer.page(land, TerritoryJson::of));
    }

    /// Land around a point, nearest first.
    ///
    /// @param x of the point, in metres
    /// @param y of the point, in metres
    /// @param radius in metres; not beside k
    /// @param k so many, however far away; not beside radius
    /// @param owner only land of a clan
    /// @param state only land in that state
    /// @param type only land of that type
    /// @param region only land of a region
    @GetMapping("/nearby")
    @Allow(everyone = true)
    Mono<ResponseEntity<ListJson<NearbyTerritoryJson>>> listNearbyTerritories(
            @RequestParam double x,
            @RequestParam double y,
            @RequestParam(required = false) @Nullable Double radius,
            @RequestParam(required = false) @Nullable Integer k,
            @RequestParam(required = false) @Nullable UUID owner,
            @RequestParam(required = false) @Nullable TerritoryState state,
            @RequestParam(required = false) @Nullable TerritoryType type,
            @RequestParam(required = false) @Nullable String region) {
        requireInside("x", x);
        requireInside("y", y);
        return map.near(x, y, vicinity(radius, k), filter(owner, state, type, region))
                .map(land -> Answer.items(land, NearbyTerritoryJson::of));
    }

    /// A territory.
    @GetMapping("/{id}")
    @Allow(everyone = true)
    @Refuses(UnknownTerritory.class)
    Mono<ResponseEntity<TerritoryJson>> getTerritory(@PathVariable UUID id) {
        return shown(id).map(land -> Answer.ok(TerritoryJson.of(land), land.version()));
    }

    /// Who owned a territory when, newest first.
    @GetMapping("/{id}/history")
    @Allow(everyone = true)
    @Refuses(UnknownTerritory.class)
    Mono<ResponseEntity<ListJson<OwnershipPeriodJson>>> listOwnershipPeriods(@PathVariable UUID id, PageRequest page) {
        return shown(id)
                .flatMap(land -> map.history(land.id(), page))
                .map(periods -> Answer.page(periods, OwnershipPeriodJson::of));
    }

    private Mono<Territory> shown(UUID id) {
        return territories
                .find(new TerritoryId(id))
                .filter(Territory::active)
                .switchIfEmpty(problems.refuse(new UnknownTerritory()));
    }

    /// Claims neutral land for the caller's clan.
    @PostMapping("/{id}/claim")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow(Role.PLAYER)
    @Refuses({
        UnknownTerritory.class,
        NotAMember.class,
        InsufficientRank.class,
        ClanNotActive.class,
        TerritoryLocked.class,
        NotNeutral.class,
        ClanLevelTooLow.class,
        ClaimAlreadyRunning.class,
        CapReached.class,
        VersionMismatch.class,
        TreasuryInsufficient.class
    })
    Mono<ClaimJson> claimTerritory(@PathVariable UUID id, IfMatch ifMatch, Caller caller) {
        return claimTerritory
                .claim(caller.id(), new TerritoryId(id), ifMatch.version())
                .map(problems::valueOf)
                .map(ClaimJson::of);
    }

    /// What became of a claim; as open as the land that it is about.
    @GetMapping("/claims/{id}")
    @Allow(everyone = true)
    @Refuses(UnknownClaim.class)
    Mono<ResponseEntity<ClaimJson>> getClaim(@PathVariable UUID id) {
        return claims.find(new Claim.Id(id))
                .map(claim -> Answer.ok(ClaimJson.of(claim)))
                .switchIfEmpty(problems.refuse(new UnknownClaim()));
    }

    private static WorldMap.Filter filter(
            @Nullable UUID owner,
            @Nullable TerritoryState state,
            @Nullable TerritoryType type,
            @Nullable String region) {
        if (region != null && !REGION.matcher(region).matches()) {
            throw invalid("region");
        }
        return new WorldMap.Filter(owner == null ? null : new ClanId(owner), state, type, region);
    }

    private static WorldMap.Vicinity vicinity(@Nullable Double radius, @Nullable Integer k) {
        if (k != null) {
            if (radius != null || k < 1 || k > WorldMap.Vicinity.Nearest.K_MAX) {
                throw invalid("k");
            }
            return new WorldMap.Vicinity.Nearest(k);
        }
        if (radius == null) {
            return WorldMap.Vicinity.Within.DEFAULT;
        }
        if (!(radius >= WorldMap.Vicinity.Within.RADIUS_MIN_M && radius <= WorldMap.Vicinity.Within.RADIUS_MAX_M)) {
            throw invalid("radius");
        }
        return new WorldMap.Vicinity.Within(radius);
    }

    private static void requireInside(String field, double value) {
        if (!(Math.abs(value) <= Location.EDGE_M)) {
            throw invalid(field);
        }
    }

    private static ProblemException invalid(String field) {
        return new ProblemException(Problem.invalid(List.of(new FieldViolation("OUT_OF_RANGE", field))));
    }
}
