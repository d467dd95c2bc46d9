package dev.warfront.war;

import dev.warfront.guild.Clan;
import dev.warfront.guild.Clans;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.WarId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/// Locks wars behind their clans: clans before wars, everywhere. Source: docs/rules/war.md, ports.
@DomainService
public final class WarParties {
    private final Wars wars;
    private final Clans clans;

    public WarParties(Wars wars, Clans clans) {
        this.wars = wars;
        this.clans = clans;
    }

    /// Locks all clans of a war, allies too, then the war, until the caller's transaction ends, and answers
    /// them as they are now. Empty when there is no such war.
    ///
    /// Error: {@link StaleWrite} when a clan came or went before the war was locked; then all is decided
    /// again.
    Mono<Locked> lock(WarId war) {
        return clansOf(war)
                .flatMap(seen -> clans.lockAll(seen)
                        .flatMap(locked -> wars.lock(war)
                                .delayUntil(_ -> requireStill(seen, war))
                                .map(found -> new Locked(found, locked))));
    }

    private Mono<Set<ClanId>> clansOf(WarId war) {
        return wars.clansOf(war).map(WarParties::ids);
    }

    private Mono<Set<ClanId>> requireStill(Set<ClanId> seen, WarId war) {
        return clansOf(war)
                .filter(seen::equals)
                .switchIfEmpty(Mono.error(() -> new StaleWrite("clans of war " + war.value())));
    }

    private static Set<ClanId> ids(List<Wars.SideClan> clans) {
        var ids = new HashSet<ClanId>();
        clans.forEach(one -> ids.add(one.clan()));
        return ids;
    }

    /// A war that is locked.
    ///
    /// @param clans those of the war, by ascending id; none where the caller needed none
    record Locked(War war, List<Clan> clans) {}
}
