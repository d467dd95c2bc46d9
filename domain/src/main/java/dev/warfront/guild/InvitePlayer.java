package dev.warfront.guild;

import dev.warfront.guild.GuildRefusal.AlreadyInClan;
import dev.warfront.guild.GuildRefusal.AlreadyInvited;
import dev.warfront.guild.GuildRefusal.ClanNotActive;
import dev.warfront.guild.GuildRefusal.InsufficientRank;
import dev.warfront.guild.GuildRefusal.NotAMember;
import dev.warfront.guild.GuildRefusal.TooManyInvitations;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.GuildRefusal.UnknownPlayer;
import dev.warfront.guild.InvitationOutcome.Invited;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// An officer, or a higher rank, offers a player a place in the clan. Source: docs/rules/guild.md, invitations.
@UseCase
public final class InvitePlayer {
    private final Clans clans;
    private final Memberships memberships;
    private final Invitations invitations;
    private final Players players;
    private final Transactions transactions;
    private final GuildRules rules;
    private final Ids ids;
    private final Clock clock;

    public InvitePlayer(
            Clans clans,
            Memberships memberships,
            Invitations invitations,
            Players players,
            Transactions transactions,
            GuildRules rules,
            Ids ids,
            Clock clock) {
        this.clans = clans;
        this.memberships = memberships;
        this.invitations = invitations;
        this.players = players;
        this.transactions = transactions;
        this.rules = rules;
        this.ids = ids;
        this.clock = clock;
    }

    public Mono<InvitationOutcome> invite(PlayerId inviter, ClanId clan, PlayerId player) {
        return transactions.inTransaction(clans.lock(clan)
                .flatMap(found -> decide(found, inviter, player, clock.instant()))
                .defaultIfEmpty(new UnknownClan()));
    }

    /// Each step answers a refusal, or is empty and lets the next one speak.
    private Mono<InvitationOutcome> decide(Clan clan, PlayerId inviter, PlayerId player, Instant now) {
        return isBarred(clan, inviter)
                .switchIfEmpty(Mono.defer(() -> isUnknown(player)))
                .switchIfEmpty(Mono.defer(() -> isMember(clan, player)))
                .switchIfEmpty(Mono.defer(() -> isInvited(clan, player, now)))
                .switchIfEmpty(Mono.defer(() -> isExhausted(clan, now)))
                .switchIfEmpty(Mono.defer(() -> store(clan, inviter, player, now)));
    }

    private Mono<InvitationOutcome> isBarred(Clan clan, PlayerId inviter) {
        return memberships
                .find(clan.id(), inviter)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(member -> Mono.justOrEmpty(bar(clan, member)));
    }

    private static Optional<InvitationOutcome> bar(Clan clan, Optional<Member> inviter) {
        if (!clan.isActive()) {
            return Optional.of(new ClanNotActive(clan.status()));
        }
        if (inviter.isEmpty()) {
            return Optional.of(new NotAMember());
        }
        return inviter.get().rank().isAtLeast(Rank.OFFICER) ? Optional.empty() : Optional.of(new InsufficientRank());
    }

    private Mono<InvitationOutcome> isUnknown(PlayerId player) {
        return players.exists(player).flatMap(exists -> exists ? Mono.empty() : Mono.just(new UnknownPlayer()));
    }

    private Mono<InvitationOutcome> isMember(Clan clan, PlayerId player) {
        return memberships.find(clan.id(), player).map(member -> new AlreadyInClan(member.clan()));
    }

    /// An invitation that expired makes room for the next one.
    private Mono<InvitationOutcome> isInvited(Clan clan, PlayerId player, Instant now) {
        return invitations
                .pending(clan.id(), player)
                .flatMap(standing -> standing.isExpired(now)
                        ? invitations
                                .replace(standing.becomes(InvitationStatus.EXPIRED))
                                .then(Mono.empty())
                        : Mono.just(new AlreadyInvited(standing.id())));
    }

    private Mono<InvitationOutcome> isExhausted(Clan clan, Instant now) {
        return invitations
                .countPending(clan.id(), now)
                .flatMap(pending -> pending < rules.invitationsMax()
                        ? Mono.empty()
                        : Mono.just(new TooManyInvitations(rules.invitationsMax())));
    }

    private Mono<InvitationOutcome> store(Clan clan, PlayerId inviter, PlayerId player, Instant now) {
        var invitation = new Invitation(
                new InvitationId(ids.next()),
                clan.id(),
                player,
                inviter,
                InvitationStatus.PENDING,
                now,
                now.plus(rules.inviteTtl()),
                1);
        return invitations.add(invitation).thenReturn(new Invited(invitation));
    }
}
