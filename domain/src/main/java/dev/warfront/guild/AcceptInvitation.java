package dev.warfront.guild;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.guild.ClanWars.WarPlace;
import dev.warfront.guild.GuildEvent.MemberJoined;
import dev.warfront.guild.GuildRefusal.ClanFull;
import dev.warfront.guild.GuildRefusal.ClanNotActive;
import dev.warfront.guild.GuildRefusal.InvitationExpired;
import dev.warfront.guild.GuildRefusal.InvitationNotPending;
import dev.warfront.guild.GuildRefusal.UnknownInvitation;
import dev.warfront.guild.GuildRefusal.VersionMismatch;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/// A player takes the place it was offered. Source: docs/rules/guild.md, invitations and joining.
@UseCase
public final class AcceptInvitation {
    private final Clans clans;
    private final ClanStore store;
    private final Memberships memberships;
    private final Invitations invitations;
    private final ClanWars wars;
    private final Outbox outbox;
    private final Transactions transactions;
    private final GuildRules rules;
    private final Clock clock;

    public AcceptInvitation(
            Clans clans,
            ClanStore store,
            Memberships memberships,
            Invitations invitations,
            ClanWars wars,
            Outbox outbox,
            Transactions transactions,
            GuildRules rules,
            Clock clock) {
        this.clans = clans;
        this.store = store;
        this.memberships = memberships;
        this.invitations = invitations;
        this.wars = wars;
        this.outbox = outbox;
        this.transactions = transactions;
        this.rules = rules;
        this.clock = clock;
    }

    /// A player is in.
    ///
    /// @param clan with one member more
    /// @param invitation accepted
    /// @param wars the ACTIVE wars of the clan, and whether the member has a place in them
    public record Joined(Clan clan, Member member, Invitation invitation, List<WarPlace> wars) {
        public Joined {
            wars = List.copyOf(wars);
        }

        private Joined during(List<WarPlace> found) {
            return new Joined(clan, member, invitation, found);
        }
    }

    /// Refusals store nothing.
    ///
    /// @param version of the invitation, as the player knows it
    public Mono<Result<Joined, GuildRefusal>> accept(PlayerId player, Invitation.Id id, long version) {
        return transactions.inTransaction(memberships
                .lock(player)
                .flatMap(history -> lock(player, id)
                        .map(locked ->
                                decide(history, locked.clan(), locked.invitation(), version, rules, clock.instant())))
                .flatMap(decided -> decided.whenDone(this::store))
                .defaultIfEmpty(refused(new UnknownInvitation(id))));
    }

    private record Locked(Clan clan, Invitation invitation) {}

    /// Whose clan is known only from the invitation, so that is read again once the clan is locked. Empty when it is
    /// not the player's.
    private Mono<Locked> lock(PlayerId player, Invitation.Id id) {
        return invitations
                .find(id)
                .filter(invitation -> invitation.player().equals(player))
                .flatMap(seen -> clans.lock(seen.clan()))
                .flatMap(clan -> invitations.find(id).map(invitation -> new Locked(clan, invitation)));
    }

    static Result<Joined, GuildRefusal> decide(
            MembershipHistory history, Clan clan, Invitation invitation, long version, GuildRules rules, Instant now) {
        if (invitation.status() != Invitation.Status.PENDING) {
            return refused(new InvitationNotPending(invitation.status()));
        }
        if (invitation.isExpired(now)) {
            return refused(new InvitationExpired(invitation.expiresAt()));
        }
        if (!clan.isActive()) {
            return refused(new ClanNotActive(clan.status()));
        }
        var refusal = history.refusalOfJoining(clan.id(), now, rules);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        if (clan.isFull()) {
            return refused(new ClanFull(clan.maxMembers()));
        }
        if (invitation.version() != version) {
            return refused(new VersionMismatch(invitation.version()));
        }
        return done(new Joined(
                clan.withMembers(clan.memberCount() + 1),
                Member.joining(clan.id(), history.player(), rules.joiningRank(), now),
                invitation.becomes(Invitation.Status.ACCEPTED),
                List.of()));
    }

    private Mono<Joined> store(Joined joined) {
        var member = joined.member();
        return store.replace(joined.clan())
                .then(invitations.replace(joined.invitation()))
                .then(memberships.add(member))
                .then(wars.joined(member.clan(), member.player(), member.joinedAt()))
                .delayUntil(_ -> outbox.append(
                        List.of(new MemberJoined(member.clan(), member.player(), member.rank(), member.joinedAt()))))
                .map(joined::during);
    }
}
