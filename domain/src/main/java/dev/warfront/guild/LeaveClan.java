package dev.warfront.guild;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.guild.GuildEvent.ClanDisbanded;
import dev.warfront.guild.GuildEvent.MemberLeft;
import dev.warfront.guild.GuildEvent.RankChanged;
import dev.warfront.guild.GuildRefusal.ClanInWar;
import dev.warfront.guild.GuildRefusal.NotAMember;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.Member.LeaveReason;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
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
    private final ClanWars wars;
    private final ClanLand land;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;

    public LeaveClan(
            Clans clans,
            ClanStore store,
            Memberships memberships,
            Invitations invitations,
            ClanWars wars,
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

    /// A member is gone.
    ///
    /// @param clan without the leaver; DISBANDED when it was the last
    /// @param leaver as it was
    /// @param succession who leads from now on; empty when the leader stayed, or nobody is left
    public record Left(Clan clan, Member leaver, Optional<Succession> succession) {
        boolean isLast() {
            return clan.status() == ClanStatus.DISBANDED;
        }
    }

    /// The leadership passed on.
    ///
    /// @param from the rank of the leader until now
    public record Succession(Member leader, Rank from) {}

    public Mono<Result<Left, GuildRefusal>> leave(PlayerId player, ClanId clan) {
        return transactions.inTransaction(clans.find(clan)
                .flatMap(_ -> memberships.lock(player))
                .flatMap(history -> history.isIn(clan)
                        ? leaveLocked(player, clan)
                        : Mono.just(Result.<Left, GuildRefusal>refused(new NotAMember(clan))))
                .defaultIfEmpty(refused(new UnknownClan(clan))));
    }

    private Mono<Result<Left, GuildRefusal>> leaveLocked(PlayerId player, ClanId clan) {
        return clans.lock(clan)
                .flatMap(found -> clans.membersOf(clan)
                        .collectList()
                        .flatMap(members -> wars.inWar(clan).map(inWar -> decide(found, members, inWar, player))))
                .flatMap(decided -> decided.whenDone(left -> store(left, clock.instant())));
    }

    /// @param members all of the clan
    /// @param inWar whether the clan is in a war that has not ended
    static Result<Left, GuildRefusal> decide(Clan clan, List<Member> members, boolean inWar, PlayerId player) {
        var others = new ArrayList<>(members);
        var leaver = members.stream()
                .filter(member -> member.player().equals(player))
                .findFirst();
        if (leaver.isEmpty()) {
            return refused(new NotAMember(clan.id()));
        }
        others.remove(leaver.get());
        if (others.isEmpty()) {
            return inWar
                    ? refused(new ClanInWar(clan.id()))
                    : done(new Left(clan.disbanded(), leaver.get(), Optional.empty()));
        }
        if (leaver.get().rank() != Rank.LEADER) {
            return done(new Left(clan.withMembers(others.size()), leaver.get(), Optional.empty()));
        }
        var heir = others.stream().min(SUCCESSION).orElseThrow();
        return done(new Left(
                clan.passedOn(others.size(), heir.player()),
                leaver.get(),
                Optional.of(new Succession(heir.ranked(Rank.LEADER), heir.rank()))));
    }

    /// The leaver goes first: a clan never has two leaders, not even for a moment.
    private Mono<Left> store(Left left, Instant now) {
        var leaver = left.leaver();
        return memberships
                .remove(leaver, LeaveReason.LEFT, now)
                .then(wars.left(leaver.clan(), leaver.player(), now))
                .then(Mono.justOrEmpty(left.succession())
                        .flatMap(heir -> memberships
                                .replace(heir.leader())
                                .then(wars.ranked(leaver.clan(), heir.leader().player(), now))))
                .then(store.replace(left.clan()))
                .then(left.isLast() ? disband(left.clan().id(), now) : Mono.empty())
                .then(outbox.append(events(left, now)))
                .thenReturn(left);
    }

    private Mono<Void> disband(ClanId clan, Instant now) {
        return invitations.revokeAll(clan).then(land.vacate(clan, now));
    }

    private static List<GuildEvent> events(Left left, Instant now) {
        var clan = left.clan().id();
        var leaver = left.leaver().player();
        var events = new ArrayList<GuildEvent>();
        events.add(new MemberLeft(clan, leaver, LeaveReason.LEFT, now));
        left.succession()
                .map(heir -> new RankChanged(clan, heir.leader().player(), heir.from(), Rank.LEADER, leaver, now))
                .ifPresent(events::add);
        if (left.isLast()) {
            events.add(new ClanDisbanded(clan, now));
        }
        return events;
    }
}
