package dev.warfront.war;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.guild.Clans;
import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.kernel.WarId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// The attacker calls its war off before it is ACTIVE (T8).
@UseCase
public final class CancelWar {
    private final Wars wars;
    private final WarParties parties;
    private final Clans clans;
    private final WarConsequences consequences;
    private final Transitions transitions;
    private final Transactions transactions;
    private final Clock clock;

    public CancelWar(
            Wars wars,
            WarParties parties,
            Clans clans,
            WarConsequences consequences,
            Transitions transitions,
            Transactions transactions,
            Clock clock) {
        this.wars = wars;
        this.parties = parties;
        this.clans = clans;
        this.consequences = consequences;
        this.transitions = transitions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Refusals store nothing.
    ///
    /// @param version the version the caller has seen
    public Mono<Result<War.Ended, WarRefusal>> cancel(PlayerId by, WarId id, long version) {
        return transactions.inTransaction(wars.find(id)
                .flatMap(war -> clans.membershipOf(by).singleOptional().map(member -> right(war, member)))
                .flatMap(right -> right.thenDecide(_ -> cancelLocked(by, id, version)))
                .defaultIfEmpty(refused(new WarRefusal.UnknownWar(id))));
    }

    /// The right is read again: who lost it a moment ago is refused.
    private Mono<Result<War.Ended, WarRefusal>> cancelLocked(PlayerId by, WarId id, long version) {
        return parties.lock(id)
                .flatMap(locked -> clans.membershipOf(by)
                        .singleOptional()
                        .map(member -> decide(locked.war(), member, version, clock.instant())))
                .flatMap(decided -> decided.whenDone(this::store));
    }

    /// Rights first, the version last: who is too late learns that the war is over, not that it moved.
    static Result<Cancellation, WarRefusal> decide(War war, Optional<Member> by, long version, Instant now) {
        return right(war, by)
                .flatMap(_ -> war.cancel(now))
                .flatMap(cancelled -> war.version() == version
                        ? done(cancelled)
                        : refused(new WarRefusal.VersionMismatch(war.version())));
    }

    private static Result<Member, WarRefusal> right(War war, Optional<Member> by) {
        if (by.isEmpty() || !by.get().clan().equals(war.leads().attacker())) {
            return refused(new WarRefusal.NotLeadClan(war.id()));
        }
        return by.get().rank().isAtLeast(Rank.DEPUTY)
                ? done(by.get())
                : refused(new WarRefusal.InsufficientRank(Rank.DEPUTY));
    }

    private Mono<War.Ended> store(Cancellation cancelled) {
        return transitions
                .enter(cancelled.transition())
                .then(consequences.cancelled(cancelled))
                .thenReturn(cancelled.transition().war());
    }
}
