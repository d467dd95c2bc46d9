package dev.warfront.guild;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.DomainService;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What wars leave on the records of their clans. All inside the caller's transaction, after the clans were locked; a
/// clan that does not exist is left out. Source: docs/rules/guild.md, after a war.
@DomainService
public final class WarRecords {
    private final Clans clans;
    private final ClanStore store;

    public WarRecords(Clans clans, ClanStore store) {
        this.clans = clans;
        this.store = store;
    }

    /// Declaring ends the declarer's own immunity.
    public Mono<Void> declared(ClanId attacker) {
        return change(attacker, Clan::declaredWar);
    }

    /// A clan may not declare before the instant.
    public Mono<Void> coolDown(ClanId clan, Instant until) {
        return change(clan, one -> one.coolingDown(until));
    }

    /// Nobody may declare on the clan before the instant; an immunity that lasts longer stays.
    public Mono<Void> makeImmune(ClanId clan, Instant until) {
        return change(clan, one -> one.immune(until));
    }

    /// A war is over: the winner's losses in a row end, the loser's rise by one and it becomes immune.
    ///
    /// @param winner null when nobody won; then nothing changes
    /// @param immunity of the loser
    /// @param afterStreak of a loser that has lost three in a row
    public Mono<Void> decided(
            @Nullable ClanId winner, @Nullable ClanId loser, Instant at, Duration immunity, Duration afterStreak) {
        return winner == null
                ? Mono.empty()
                : change(winner, Clan::won)
                        .then(Mono.justOrEmpty(loser)
                                .flatMap(id -> change(id, clan -> clan.lost(at, immunity, afterStreak))));
    }

    private Mono<Void> change(ClanId id, UnaryOperator<Clan> next) {
        return clans.lock(id).map(next).flatMap(store::replace);
    }
}
