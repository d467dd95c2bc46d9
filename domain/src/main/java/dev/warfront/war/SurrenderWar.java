package dev.warfront.war;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.guild.Clans;
import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.kernel.WarId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The leader of a lead clan gives up (T6).
@UseCase
public final class SurrenderWar {
    private final Wars wars;
    private final Clans clans;
    private final Sieges sieges;
    private final EnterEnding endings;
    private final Transactions transactions;
    private final Clock clock;

    public SurrenderWar(
            Wars wars, Clans clans, Sieges sieges, EnterEnding endings, Transactions transactions, Clock clock) {
        this.wars = wars;
        this.clans = clans;
        this.sieges = sieges;
        this.endings = endings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Refusals store nothing.
    ///
    /// @param version the version the caller has seen
    public Mono<Result<War.Ending, WarRefusal>> surrender(PlayerId by, WarId id, long version) {
        return transactions.inTransaction(wars.find(id)
                .flatMap(war -> clans.membershipOf(by).singleOptional().map(member -> right(war, member)))
                .flatMap(right -> right.thenDecide(_ -> surrenderLocked(by, id, version)))
                .defaultIfEmpty(refused(new WarRefusal.UnknownWar(id))));
    }

    /// The right is read again: who lost it a moment ago is refused.
    private Mono<Result<War.Ending, WarRefusal>> surrenderLocked(PlayerId by, WarId id, long version) {
        return wars.lock(id)
                .flatMap(war -> clans.membershipOf(by)
                        .singleOptional()
                        .flatMap(member ->
                                defending(id).map(besieged -> decide(war, member, besieged, version, clock.instant())))
                        .flatMap(decided -> decided.whenDone(
                                transition -> endings.enter(war, transition).thenReturn(transition.war()))));
    }

    private Mono<Set<Side>> defending(WarId war) {
        return Flux.fromArray(Side.values())
                .filterWhen(side -> sieges.defendsSiege(war, side))
                .collect(HashSet::new, Set::add);
    }

    /// Rights first, the version last: of two who surrender at once, the later learns that the war is over,
    /// not that it moved.
    static Result<Transition<War.Ending>, WarRefusal> decide(
            War war, Optional<Member> by, Set<Side> besieged, long version, Instant now) {
        return right(war, by)
                .flatMap(side -> war.surrender(side, besieged.contains(side), now))
                .flatMap(transition -> war.version() == version
                        ? done(transition)
                        : refused(new WarRefusal.VersionMismatch(war.version())));
    }

    /// The side that the member may give up.
    private static Result<Side, WarRefusal> right(War war, Optional<Member> by) {
        var side = by.flatMap(member -> war.leads().sideOf(member.clan()));
        if (side.isEmpty()) {
            return refused(new WarRefusal.NotLeadClan(war.id()));
        }
        return by.get().rank() == Rank.LEADER
                ? done(side.get())
                : refused(new WarRefusal.InsufficientRank(Rank.LEADER));
    }
}
