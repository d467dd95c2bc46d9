package dev.warfront.war;

import dev.warfront.guild.Clans;
import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.kernel.WarId;
import dev.warfront.timer.Timers;
import java.time.Clock;
import reactor.core.publisher.Mono;

/// The leader of a lead clan gives up (T6).
@UseCase
public final class SurrenderWar {
    private final Wars wars;
    private final Clans clans;
    private final Combat combat;
    private final EnterEnding endings;
    private final Timers timers;
    private final Transactions transactions;
    private final Clock clock;

    public SurrenderWar(
            Wars wars,
            Clans clans,
            Combat combat,
            EnterEnding endings,
            Timers timers,
            Transactions transactions,
            Clock clock) {
        this.wars = wars;
        this.clans = clans;
        this.combat = combat;
        this.endings = endings;
        this.timers = timers;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The outcome; when refused nothing was written.
    ///
    /// A war that is already past surrendering says so before its version is compared: of two who surrender at
    /// once, the later learns that the war is over, not that it moved.
    ///
    /// @param version the version the caller has seen
    public Mono<Surrender> surrender(PlayerId by, WarId id, long version) {
        return transactions.inTransaction(Mono.defer(() -> wars.find(id))
                .flatMap(war -> clans.membershipOf(by)
                        .flatMap(member -> admit(war, member, version))
                        .defaultIfEmpty(new Surrender.NotLeadClan(id)))
                .defaultIfEmpty(new Surrender.UnknownWar(id)));
    }

    private Mono<Surrender> admit(War seen, Member member, long version) {
        var side = seen.leads().sideOf(member.clan());
        if (side.isEmpty()) {
            return Mono.just(new Surrender.NotLeadClan(seen.id()));
        }
        if (member.rank() != Rank.LEADER) {
            return Mono.just(new Surrender.InsufficientRank(seen.id()));
        }
        return wars.lock(seen.id()).flatMap(war -> decide(war, side.get(), version));
    }

    private Mono<Surrender> decide(War war, Side side, long version) {
        return combat.defendsSiege(war.id(), side)
                .map(defends -> war.surrender(side, defends, clock.instant()))
                .map(outcome -> outcome instanceof Surrender.Accepted && war.version() != version
                        ? new Surrender.StaleVersion(war.version())
                        : outcome)
                .flatMap(outcome -> outcome instanceof Surrender.Accepted(var transition)
                        ? endings.enter(war, transition)
                                .then(Mono.defer(() ->
                                        timers.cancel(WarTimers.PHASE, war.id().value())))
                                .thenReturn(outcome)
                        : Mono.just(outcome));
    }
}
