package dev.warfront.war;

import dev.warfront.guild.WarLocks;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Keeps the rosters of running wars true to the membership of their clans. Inside the transaction of the guild, which
/// has the clan locked. Before ACTIVE nobody is on a roster; after it, rosters stay as they were.
@DomainService
public final class Membership implements WarLocks {
    private final Wars wars;
    private final Participants participants;

    public Membership(Wars wars, Participants participants) {
        this.wars = wars;
        this.participants = participants;
    }

    /// Whether the clan leads a side of a war that is not over.
    @Override
    public Mono<Boolean> inWar(ClanId clan) {
        return wars.anyOpenOf(clan);
    }

    @Override
    public Mono<Void> joined(ClanId clan, PlayerId player, Instant at) {
        return inEachActive(clan, war -> {
            var side = war.leads().sideOf(clan).orElseThrow();
            var eligibleFrom = at.plus(war.rules().roster().tenure());
            var entrant = new Participants.Entrant(player, clan, side, at, eligibleFrom);
            return participants.join(war.id(), entrant, war.rules().side().maxPlayers());
        });
    }

    @Override
    public Mono<Void> left(ClanId clan, PlayerId player, boolean kicked) {
        var status = kicked ? ParticipantStatus.KICKED : ParticipantStatus.LEFT;
        return inEachActive(clan, war -> participants.leave(war.id(), clan, player, status));
    }

    private Mono<Void> inEachActive(ClanId clan, Function<War.Active, Mono<Void>> work) {
        return Mono.defer(() -> wars.lockOpenOf(clan))
                .flatMapMany(Flux::fromIterable)
                .ofType(War.Active.class)
                .concatMap(work)
                .then();
    }
}
