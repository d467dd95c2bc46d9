package dev.warfront.war;

import dev.warfront.guild.ClanWars;
import dev.warfront.guild.Clans;
import dev.warfront.guild.Member;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Keeps the rosters of running wars true to the membership of their clans. Inside the transaction of
/// the guild, which has the clan locked. Before ACTIVE nobody is on a roster; after it, rosters stay
/// as they were.
@DomainService
public final class RosterKeeper implements ClanWars {
    private final Wars wars;
    private final Clans clans;
    private final Participants participants;

    public RosterKeeper(Wars wars, Clans clans, Participants participants) {
        this.wars = wars;
        this.clans = clans;
        this.participants = participants;
    }

    @Override
    public Mono<Boolean> inWar(ClanId clan) {
        return wars.anyOpenOf(clan);
    }

    @Override
    public Mono<List<WarPlace>> joined(ClanId clan, PlayerId player, Instant at) {
        return clans.membershipOf(player)
                .filter(member -> member.clan().equals(clan))
                .flatMapMany(member -> inEachActive(clan, (war, side) -> join(war, side, member)))
                .collectList();
    }

    private Mono<WarPlace> join(War.Active war, Wars.Engagement side, Member member) {
        var entrant = Eligibility.entrant(war, side.side(), member, true);
        return participants
                .join(war.id(), entrant, war.rules().own().side().maxPlayers())
                .map(place -> new WarPlace(war.id(), place));
    }

    @Override
    public Mono<Void> ranked(ClanId clan, PlayerId player, Instant at) {
        return clans.membershipOf(player)
                .filter(member -> member.clan().equals(clan))
                .flatMapMany(member -> inEachActive(
                        clan,
                        (war, _) -> participants.entitle(
                                war.id(), clan, player, Eligibility.eligibleFrom(war, member, at), at)))
                .then();
    }

    @Override
    public Mono<Void> left(ClanId clan, PlayerId player, Instant at) {
        return inEachActive(clan, (war, _) -> participants.leave(war.id(), clan, player, ParticipantStatus.LEFT, at))
                .then();
    }

    private <T> Flux<T> inEachActive(ClanId clan, BiFunction<War.Active, Wars.Engagement, Mono<T>> work) {
        return wars.lockOpenOf(clan)
                .flatMapMany(Flux::fromIterable)
                .concatMap(each -> each.war() instanceof War.Active active ? work.apply(active, each) : Mono.empty());
    }
}
