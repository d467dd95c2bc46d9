package dev.warfront.guild;

import dev.warfront.guild.GuildEvent.ClanDisbanded;
import dev.warfront.guild.GuildEvent.MemberLeft;
import dev.warfront.guild.GuildEvent.RankChanged;
import dev.warfront.guild.GuildRefusal.ClanInWar;
import dev.warfront.guild.GuildRefusal.NotAMember;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.Leaving.Disbanded;
import dev.warfront.guild.Leaving.Left;
import dev.warfront.guild.Leaving.Succession;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// A member leaves its clan. A leader is succeeded by the highest rank, then the longest membership; with the last
/// member the clan ends, unless it is in a war. Source: docs/rules/guild.md, leaving.
@UseCase
public final class LeaveClan {
    private static final Comparator<Member> SUCCESSION = Comparator.comparingInt(
                    (Member member) -> -member.rank().power())
            .thenComparing(Member::joinedAt)
            .thenComparing(member -> member.player().value());

    private final Clans clans;
    private final ClanStore store;
    private final Memberships memberships;
    private final Invitations invitations;
    private final WarLocks wars;
    private final ClanLand land;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;

    public LeaveClan(
            Clans clans,
            ClanStore store,
            Memberships memberships,
            Invitations invitations,
            WarLocks wars,
            ClanLand land,
            Outbox outbox,
            Transactions transactions,
            Clock clock) {
        this.clans = clans;
        this.store = store;
        this.memberships = memberships;
        this.invitations = invitations;
        this.wars = wars;
        this.land = land;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    public Mono<Leaving> leave(PlayerId player, ClanId clan) {
        return transactions.inTransaction(memberships
                .lock(player)
                .then(clans.lock(clan))
                .flatMap(found -> clans.membersOf(clan)
                        .collectList()
                        .map(members -> decide(found, members, player))
                        .flatMap(this::store))
                .defaultIfEmpty(new UnknownClan()));
    }

    /// @param members all of the clan
    static Leaving decide(Clan clan, List<Member> members, PlayerId player) {
        var others = new ArrayList<>(members);
        var leaver = members.stream()
                .filter(member -> member.player().equals(player))
                .findFirst();
        if (leaver.isEmpty()) {
            return new NotAMember();
        }
        others.remove(leaver.get());
        if (others.isEmpty()) {
            return new Disbanded(clan.disbanded(), leaver.get());
        }
        if (leaver.get().rank() != Rank.LEADER) {
            return new Left(clan.withMembers(others.size()), leaver.get(), Optional.empty());
        }
        var heir = others.stream().min(SUCCESSION).orElseThrow();
        return new Left(
                clan.withMembers(others.size(), heir.player()),
                leaver.get(),
                Optional.of(new Succession(heir.ranked(Rank.LEADER), heir.rank())));
    }

    private Mono<Leaving> store(Leaving outcome) {
        return switch (outcome) {
            case Left left -> store(left, clock.instant()).thenReturn(left);
            case Disbanded disbanded -> disband(disbanded, clock.instant());
            case GuildRefusal _ -> Mono.just(outcome);
        };
    }

    private Mono<Void> store(Left left, Instant now) {
        var events = new ArrayList<GuildEvent>();
        var leaver = left.leaver();
        events.add(new MemberLeft(leaver.clan(), leaver.player(), LeaveReason.LEFT, now));
        left.succession()
                .map(heir -> new RankChanged(
                        leaver.clan(), heir.leader().player(), heir.from(), Rank.LEADER, leaver.player(), now))
                .ifPresent(events::add);
        // The leaver goes first: a clan never has two leaders, not even for a moment.
        return remove(leaver, now)
                .then(Mono.justOrEmpty(left.succession())
                        .flatMap(heir -> memberships
                                .replace(heir.leader())
                                .then(wars.ranked(leaver.clan(), heir.leader().player(), now))))
                .then(store.replace(left.clan()))
                .then(outbox.append(events));
    }

    private Mono<Leaving> disband(Disbanded disbanded, Instant now) {
        var clan = disbanded.clan().id();
        return wars.inWar(clan)
                .flatMap(inWar -> inWar
                        ? Mono.just(new ClanInWar())
                        : remove(disbanded.leaver(), now)
                                .then(store.replace(disbanded.clan()))
                                .then(invitations.revokeAll(clan))
                                .then(land.vacate(clan, now))
                                .then(outbox.append(List.of(
                                        new MemberLeft(clan, disbanded.leaver().player(), LeaveReason.LEFT, now),
                                        new ClanDisbanded(clan, now))))
                                .thenReturn(disbanded));
    }

    private Mono<Void> remove(Member leaver, Instant now) {
        return memberships
                .remove(leaver, LeaveReason.LEFT, now)
                .then(wars.left(leaver.clan(), leaver.player(), false, now));
    }
}
