package dev.warfront.guild;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.GuildRefusal.UnknownInvitation;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import java.time.Clock;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// Who sees which invitations: the player those that it was sent, who may invite for a clan, and administrators, those
/// of the clan. Source: docs/rules/guild.md, invitations and joining.
@DomainService
public final class VisibleInvitations {
    private final Clans clans;
    private final Memberships memberships;
    private final Invitations invitations;
    private final Clock clock;

    public VisibleInvitations(Clans clans, Memberships memberships, Invitations invitations, Clock clock) {
        this.clans = clans;
        this.memberships = memberships;
        this.invitations = invitations;
        this.clock = clock;
    }

    /// What a player can accept, newest first.
    public Mono<Page<Invitation>> to(PlayerId player, PageRequest page) {
        return Mono.defer(() -> invitations.pendingTo(player, clock.instant(), page));
    }

    /// What a clan offers and can still be accepted, newest first.
    public Mono<Result<Page<Invitation>, GuildRefusal>> of(ClanId clan, Caller reader, PageRequest page) {
        return clans.find(clan)
                .flatMap(found -> right(found, reader))
                .flatMap(right -> right.whenDone(_ -> invitations.pendingOf(clan, clock.instant(), page)))
                .defaultIfEmpty(refused(new UnknownClan(clan)));
    }

    /// One, whatever became of it. To whom it does not concern it does not exist.
    public Mono<Result<Invitation, GuildRefusal>> find(Invitation.Id id, Caller reader) {
        return invitations
                .find(id)
                .filterWhen(invitation -> concerns(invitation, reader))
                .map(Result::<Invitation, GuildRefusal>done)
                .defaultIfEmpty(refused(new UnknownInvitation(id)));
    }

    private Mono<Boolean> concerns(Invitation invitation, Caller reader) {
        return invitation.player().equals(reader.id())
                ? Mono.just(true)
                : clans.find(invitation.clan())
                        .flatMap(clan -> right(clan, reader))
                        .map(right -> right instanceof Result.Done<?, ?>);
    }

    private Mono<Result<Clan, GuildRefusal>> right(Clan clan, Caller reader) {
        return memberships.find(clan.id(), reader.id()).singleOptional().map(member -> mayRead(clan, reader, member));
    }

    private static Result<Clan, GuildRefusal> mayRead(Clan clan, Caller reader, Optional<Member> member) {
        return reader.is(Role.ADMIN) ? done(clan) : clan.officerRank(member).map(_ -> clan);
    }
}
