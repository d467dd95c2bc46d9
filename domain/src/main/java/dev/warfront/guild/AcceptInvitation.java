package dev.warfront.guild;

import dev.warfront.guild.Acceptance.Joined;
import dev.warfront.guild.GuildEvent.MemberJoined;
import dev.warfront.guild.GuildRefusal.ClanFull;
import dev.warfront.guild.GuildRefusal.ClanNotActive;
import dev.warfront.guild.GuildRefusal.InvitationExpired;
import dev.warfront.guild.GuildRefusal.InvitationNotPending;
import dev.warfront.guild.GuildRefusal.UnknownInvitation;
import dev.warfront.guild.GuildRefusal.VersionMismatch;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/// A player takes the place it was offered. Source: docs/rules/guild.md, joining.
@UseCase
public final class AcceptInvitation {
    private final Clans clans;
    private final ClanStore store;
    private final Memberships memberships;
    private final Invitations invitations;
    private final WarLocks wars;
    private final Outbox outbox;
    private final Transactions transactions;
    private final GuildRules rules;
    private final Clock clock;

    public AcceptInvitation(
            Clans clans,
            ClanStore store,
            Memberships memberships,
            Invitations invitations,
            WarLocks wars,
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

    /// Refusals store nothing.
    ///
    /// @param version of the invitation, as the player knows it
    public Mono<Acceptance> accept(PlayerId player, InvitationId id, long version) {
        return transactions.inTransaction(memberships
                .lock(player)
                .flatMap(standing -> invitations
                        .find(id)
                        .filter(invitation -> invitation.player().equals(player))
                        .flatMap(invitation -> join(standing, invitation, version))
                        .defaultIfEmpty(new UnknownInvitation())));
    }

    /// Whose clan is known only from the invitation, so that is read again once the clan is locked.
    private Mono<Acceptance> join(MembershipHistory standing, Invitation seen, long version) {
        return clans.lock(seen.clan())
                .flatMap(clan -> invitations
                        .find(seen.id())
                        .map(invitation -> decide(standing, clan, invitation, version, rules, clock.instant())))
                .flatMap(outcome -> outcome instanceof Joined joined ? store(joined) : Mono.just(outcome));
    }

    static Acceptance decide(
            MembershipHistory standing, Clan clan, Invitation invitation, long version, GuildRules rules, Instant now) {
        if (invitation.status() != InvitationStatus.PENDING) {
            return new InvitationNotPending(invitation.status());
        }
        if (invitation.isExpired(now)) {
            return new InvitationExpired(invitation.expiresAt());
        }
        if (!clan.isActive()) {
            return new ClanNotActive(clan.status());
        }
        var bar = standing.mayJoin(clan.id(), now, rules);
        if (bar.isPresent()) {
            return bar.get();
        }
        if (clan.isFull()) {
            return new ClanFull(clan.maxMembers());
        }
        if (invitation.version() != version) {
            return new VersionMismatch(invitation.version());
        }
        return new Joined(
                clan.withMembers(clan.memberCount() + 1),
                Member.joining(clan.id(), standing.player(), rules.joiningRank(), now),
                invitation.becomes(InvitationStatus.ACCEPTED));
    }

    private Mono<Acceptance> store(Joined joined) {
        var member = joined.member();
        return store.replace(joined.clan())
                .then(invitations.replace(joined.invitation()))
                .then(memberships.add(member))
                .then(wars.joined(member.clan(), member.player(), member.joinedAt()))
                .then(outbox.append(
                        List.of(new MemberJoined(member.clan(), member.player(), member.rank(), member.joinedAt()))))
                .thenReturn(joined);
    }
}
