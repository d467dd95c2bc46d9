package dev.warfront.territory;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import reactor.core.publisher.Mono;

/// Clans, officers and money that a test sets by hand.
public final class TestClaimants implements Claimants {
    private final Map<PlayerId, Officer> officers = new HashMap<>();
    private final Map<ClanId, Claimant> clans = new HashMap<>();
    private final Map<ClanId, Long> treasuries = new HashMap<>();
    private final Set<ClaimId> repaid = new HashSet<>();

    /// A clan with money, and an officer of it.
    public PlayerId officerOf(ClanId clan, int level, long treasury) {
        clans.put(clan, new Claimant(clan, true, level));
        treasuries.put(clan, treasury);
        return member(clan, true);
    }

    public PlayerId member(ClanId clan, boolean mayClaim) {
        var player = TestLand.anyPlayer();
        officers.put(player, new Officer(Objects.requireNonNull(clans.get(clan)), mayClaim));
        return player;
    }

    public void disband(ClanId clan) {
        clans.computeIfPresent(clan, (_, claimant) -> new Claimant(clan, false, claimant.level()));
        officers.replaceAll((_, officer) -> officer.clan().clan().equals(clan)
                ? new Officer(Objects.requireNonNull(clans.get(clan)), officer.mayClaim())
                : officer);
    }

    public long treasury(ClanId clan) {
        return Objects.requireNonNull(treasuries.get(clan));
    }

    public boolean isActive(ClanId clan) {
        return Objects.requireNonNull(clans.get(clan)).active();
    }

    @Override
    public Mono<Officer> lockOf(PlayerId player) {
        return Mono.fromSupplier(() -> officers.get(player));
    }

    @Override
    public Mono<List<Claimant>> lock(Collection<ClanId> ids) {
        return Mono.fromSupplier(() -> ids.stream()
                .distinct()
                .sorted(Comparator.comparing(id -> id.value().toString()))
                .map(clans::get)
                .filter(Objects::nonNull)
                .toList());
    }

    @Override
    public Mono<Boolean> pay(Claim claim) {
        return Mono.fromSupplier(() -> {
            if (treasury(claim.clan()) < claim.cost()) {
                return false;
            }
            treasuries.merge(claim.clan(), -claim.cost(), Long::sum);
            return true;
        });
    }

    @Override
    public Mono<Void> repay(Claim claim) {
        return Mono.fromRunnable(() -> {
            if (repaid.add(claim.id())) {
                treasuries.merge(claim.clan(), claim.cost(), Long::sum);
            }
        });
    }
}
