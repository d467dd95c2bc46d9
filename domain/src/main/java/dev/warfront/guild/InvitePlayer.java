package dev.warfront.guild;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.guild.GuildRefusal.AlreadyInClan;
import dev.warfront.guild.GuildRefusal.AlreadyInvited;
import dev.warfront.guild.GuildRefusal.TooManyInvitations;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.GuildRefusal.UnknownPlayer;
import dev.warfront.identity.Players;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import java.time.Clock;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// An officer, or a higher rank, offers a player a place in the clan. Source: docs/rules/guild.md,
/// invitations and joining.
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

    public Mono<Result<Invitation, GuildRefusal>> invite(PlayerId inviter, ClanId clan, PlayerId player) {
        return transactions.inTransaction(clans.find(clan)
                .flatMap(
                        seen -> memberships.find(clan, inviter).singleOptional().map(seen::officer))
                .flatMap(right -> right.thenDecide(_ -> inviteLocked(inviter, clan, player)))
                .defaultIfEmpty(refused(new UnknownClan(clan))));
    }

    /// The right is read again: who was demoted a moment ago is refused.
    private Mono<Result<Invitation, GuildRefusal>> inviteLocked(PlayerId inviter, ClanId clan, PlayerId player) {
        return clans.lock(clan)
                .flatMap(found -> situation(found, inviter, player))
                .map(situation -> decide(situation, rules))
                .flatMap(decided -> decided.whenDone(this::store));
    }

    /// All that a decision needs.
    ///
    /// @param offer what the player would be offered
    /// @param inviter as a member of the clan; empty when it is none
    /// @param pending how many invitations of the clan can still be accepted
    record Situation(Clan clan, Invitation offer, Optional<Member> inviter, Invitee invitee, int pending) {}

    /// The player to be invited.
    ///
    /// @param exists whether there is such a player
    /// @param member whether it is in this clan already
    /// @param earlier its PENDING invitation into the clan, perhaps expired; empty when there is none
    record Invitee(boolean exists, boolean member, Optional<Invitation> earlier) {}

    /// What is stored.
    ///
    /// @param expired makes room for the offer; empty when there was none
    record Invited(Invitation offer, Optional<Invitation> expired) {}

    private Mono<Situation> situation(Clan clan, PlayerId inviter, PlayerId player) {
        var offer = offer(clan, inviter, player);
        return memberships
                .find(clan.id(), inviter)
                .singleOptional()
                .flatMap(acting -> invitee(clan, player)
                        .flatMap(invitee -> invitations
                                .countPending(clan.id(), offer.createdAt())
                                .map(pending -> new Situation(clan, offer, acting, invitee, pending))));
    }

    private Mono<Invitee> invitee(Clan clan, PlayerId player) {
        return players.exists(player)
                .flatMap(exists -> memberships
                        .find(clan.id(), player)
                        .hasElement()
                        .flatMap(member -> invitations
                                .pending(clan.id(), player)
                                .singleOptional()
                                .map(earlier -> new Invitee(exists, member, earlier))));
    }

    private Invitation offer(Clan clan, PlayerId inviter, PlayerId player) {
        var now = clock.instant();
        return new Invitation(
                new Invitation.Id(ids.next()),
                clan.id(),
                player,
                inviter,
                Invitation.Status.PENDING,
                now,
                now.plus(rules.inviteTtl()),
                1);
    }

    static Result<Invited, GuildRefusal> decide(Situation situation, GuildRules rules) {
        return situation.clan().officer(situation.inviter()).flatMap(_ -> invited(situation, rules));
    }

    private static Result<Invited, GuildRefusal> invited(Situation situation, GuildRules rules) {
        var clan = situation.clan();
        var offer = situation.offer();
        var invitee = situation.invitee();
        var earlier = invitee.earlier();
        if (!invitee.exists()) {
            return refused(new UnknownPlayer(offer.player()));
        }
        if (invitee.member()) {
            return refused(new AlreadyInClan(clan.id()));
        }
        if (earlier.isPresent() && !earlier.get().isExpired(offer.createdAt())) {
            return refused(new AlreadyInvited(earlier.get().id()));
        }
        if (situation.pending() >= rules.invitationsMax()) {
            return refused(new TooManyInvitations(rules.invitationsMax()));
        }
        return done(new Invited(offer, earlier.map(one -> one.becomes(Invitation.Status.EXPIRED))));
    }

    private Mono<Invitation> store(Invited invited) {
        return Mono.justOrEmpty(invited.expired())
                .flatMap(invitations::replace)
                .then(invitations.add(invited.offer()))
                .thenReturn(invited.offer());
    }
}
