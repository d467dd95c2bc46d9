package dev.warfront.guild;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.guild.GuildEvent.RankChanged;
import dev.warfront.guild.GuildRefusal.InsufficientRank;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.GuildRefusal.UnknownMember;
import dev.warfront.guild.GuildRefusal.VersionMismatch;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/// An officer, or a higher rank, changes the rank of somebody below it; the leader alone passes on the leadership.
/// Source: docs/rules/guild.md, ranks.
@UseCase
public final class ChangeRank {
    private final Clans clans;
    private final ClanStore store;
    private final Memberships memberships;
    private final ClanWars wars;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;

    public ChangeRank(
            Clans clans,
            ClanStore store,
            Memberships memberships,
            ClanWars wars,
            Outbox outbox,
            Transactions transactions,
            Clock clock) {
        this.clans = clans;
        this.store = store;
        this.memberships = memberships;
        this.wars = wars;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// A member has the rank that was wanted.
    ///
    /// @param member with its rank
    /// @param from its rank until now; the same when there was nothing to change
    /// @param handover what else changed; empty unless the leadership was passed on
    public record RankChange(Member member, Rank from, Optional<Handover> handover) {
        boolean isNone() {
            return member.rank() == from;
        }
    }

    /// The other half of passing on the leadership.
    ///
    /// @param clan with its new leader
    /// @param former the leader until now, a DEPUTY from now on
    public record Handover(Clan clan, Member former) {}

    /// Refusals store nothing.
    ///
    /// @param version of the membership, as the actor knows it
    public Mono<Result<RankChange, GuildRefusal>> change(
            PlayerId actor, ClanId clan, PlayerId player, Rank rank, long version) {
        return transactions.inTransaction(clans.find(clan)
                .flatMap(seen -> memberships.find(clan, actor).singleOptional().map(seen::officer))
                .flatMap(right -> right.thenDecide(_ -> changeLocked(actor, clan, player, rank, version)))
                .defaultIfEmpty(refused(new UnknownClan(clan))));
    }

    /// The right is read again: who was demoted a moment ago is refused.
    private Mono<Result<RankChange, GuildRefusal>> changeLocked(
            PlayerId actor, ClanId clan, PlayerId player, Rank rank, long version) {
        return clans.lock(clan)
                .flatMap(found -> memberships
                        .find(clan, actor)
                        .singleOptional()
                        .flatMap(acting -> memberships
                                .find(clan, player)
                                .singleOptional()
                                .map(target -> decide(found, acting, target, player, rank, version))))
                .flatMap(decided -> decided.whenDone(change -> store(change, actor, clock.instant())));
    }

    /// @param acting who changes it; empty when not in the clan
    /// @param target whose rank it is; empty when not in the clan
    static Result<RankChange, GuildRefusal> decide(
            Clan clan, Optional<Member> acting, Optional<Member> target, PlayerId player, Rank rank, long version) {
        return clan.officer(acting)
                .flatMap(actor -> target.<Result<Member, GuildRefusal>>map(Result::done)
                        .orElseGet(() -> refused(new UnknownMember(player)))
                        .flatMap(member -> decide(clan, actor, member, rank, version)));
    }

    private static Result<RankChange, GuildRefusal> decide(
            Clan clan, Member actor, Member member, Rank rank, long version) {
        if (!mayChange(actor.rank(), member.rank(), rank)) {
            return refused(new InsufficientRank(needed(member.rank(), rank)));
        }
        if (member.version() != version) {
            return refused(new VersionMismatch(member.version()));
        }
        return done(change(clan, actor, member, rank));
    }

    private static RankChange change(Clan clan, Member actor, Member member, Rank rank) {
        if (member.rank() == rank) {
            return new RankChange(member, rank, Optional.empty());
        }
        var handover = new Handover(clan.ledBy(member.player()), actor.ranked(Rank.DEPUTY));
        return new RankChange(
                member.ranked(rank), member.rank(), rank == Rank.LEADER ? Optional.of(handover) : Optional.empty());
    }

    private static boolean mayChange(Rank actor, Rank from, Rank to) {
        return actor.isAtLeast(Rank.OFFICER)
                && actor.power() > from.power()
                && (actor == Rank.LEADER || actor.power() > to.power());
    }

    private static Rank needed(Rank from, Rank to) {
        return Stream.of(Rank.values())
                .filter(rank -> mayChange(rank, from, to))
                .min(Comparator.comparingInt(Rank::power))
                .orElse(Rank.LEADER);
    }

    /// The former leader goes first: a clan never has two leaders, not even for a moment.
    private Mono<RankChange> store(RankChange change, PlayerId by, Instant now) {
        return change.isNone()
                ? Mono.just(change)
                : Mono.justOrEmpty(change.handover())
                        .flatMap(handover ->
                                memberships.replace(handover.former()).then(store.replace(handover.clan())))
                        .then(memberships.replace(change.member()))
                        .then(wars.ranked(
                                change.member().clan(), change.member().player(), now))
                        .then(outbox.append(events(change, by, now)))
                        .thenReturn(change);
    }

    private static List<RankChanged> events(RankChange change, PlayerId by, Instant now) {
        return Stream.concat(
                        change.handover().map(handover -> event(handover.former(), Rank.LEADER, by, now)).stream(),
                        Stream.of(event(change.member(), change.from(), by, now)))
                .toList();
    }

    private static RankChanged event(Member member, Rank from, PlayerId by, Instant now) {
        return new RankChanged(member.clan(), member.player(), from, member.rank(), by, now);
    }
}
