package dev.warfront.guild;

import dev.warfront.guild.GuildEvent.RankChanged;
import dev.warfront.guild.GuildRefusal.ClanNotActive;
import dev.warfront.guild.GuildRefusal.InsufficientRank;
import dev.warfront.guild.GuildRefusal.NotAMember;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.GuildRefusal.UnknownMember;
import dev.warfront.guild.GuildRefusal.VersionMismatch;
import dev.warfront.guild.RankChange.Changed;
import dev.warfront.guild.RankChange.LeadershipPassed;
import dev.warfront.guild.RankChange.Unchanged;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// An officer, or a higher rank, changes the rank of somebody below it; the leader alone passes on the leadership.
/// Source: docs/rules/guild.md, ranks.
@UseCase
public final class ChangeRank {
    private final Clans clans;
    private final ClanStore store;
    private final Memberships memberships;
    private final WarLocks wars;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;

    public ChangeRank(
            Clans clans,
            ClanStore store,
            Memberships memberships,
            WarLocks wars,
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

    /// Refusals store nothing.
    ///
    /// @param version of the membership, as the actor knows it
    public Mono<RankChange> change(PlayerId actor, ClanId clan, PlayerId player, Rank rank, long version) {
        return transactions.inTransaction(clans.lock(clan)
                .flatMap(found -> decide(found, actor, player, rank, version))
                .defaultIfEmpty(new UnknownClan()));
    }

    private Mono<RankChange> decide(Clan clan, PlayerId actor, PlayerId player, Rank rank, long version) {
        return optional(memberships.find(clan.id(), actor))
                .flatMap(acting -> optional(memberships.find(clan.id(), player))
                        .map(target -> decide(clan, acting, target, rank, version)))
                .flatMap(outcome -> store(outcome, actor, clock.instant()).thenReturn(outcome));
    }

    static RankChange decide(Clan clan, Optional<Member> acting, Optional<Member> target, Rank rank, long version) {
        if (!clan.isActive()) {
            return new ClanNotActive(clan.status());
        }
        if (acting.isEmpty()) {
            return new NotAMember();
        }
        if (target.isEmpty()) {
            return new UnknownMember();
        }
        var actor = acting.get();
        var member = target.get();
        if (!mayChange(actor, member, rank)) {
            return new InsufficientRank();
        }
        if (member.version() != version) {
            return new VersionMismatch(member.version());
        }
        if (member.rank() == rank) {
            return new Unchanged(member);
        }
        return rank == Rank.LEADER
                ? new LeadershipPassed(
                        clan.ledBy(member.player()), member.ranked(rank), member.rank(), actor.ranked(Rank.DEPUTY))
                : new Changed(member.ranked(rank), member.rank());
    }

    private static boolean mayChange(Member actor, Member member, Rank rank) {
        return actor.rank().isAtLeast(Rank.OFFICER)
                && actor.rank().power() > member.rank().power()
                && (actor.rank() == Rank.LEADER || actor.rank().power() > rank.power());
    }

    private Mono<Void> store(RankChange outcome, PlayerId by, Instant now) {
        return switch (outcome) {
            case Changed(var member, var from) ->
                memberships
                        .replace(member)
                        .then(wars.ranked(member.clan(), member.player(), now))
                        .then(outbox.append(List.of(changed(member, from, by, now))));
            // The former leader goes first: a clan never has two leaders, not even for a moment.
            case LeadershipPassed(var clan, var leader, var from, var former) ->
                memberships
                        .replace(former)
                        .then(memberships.replace(leader))
                        .then(store.replace(clan))
                        .then(wars.ranked(leader.clan(), leader.player(), now))
                        .then(outbox.append(
                                List.of(changed(former, Rank.LEADER, by, now), changed(leader, from, by, now))));
            case Unchanged _, GuildRefusal _ -> Mono.empty();
        };
    }

    private static RankChanged changed(Member member, Rank from, PlayerId by, Instant now) {
        return new RankChanged(member.clan(), member.player(), from, member.rank(), by, now);
    }

    private static <T> Mono<Optional<T>> optional(Mono<T> found) {
        return found.map(Optional::of).defaultIfEmpty(Optional.empty());
    }
}
