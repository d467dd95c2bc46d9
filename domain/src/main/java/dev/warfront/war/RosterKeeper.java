package dev.warfront.war;

import dev.warfront.guild.ClanWars;
import dev.warfront.guild.Clans;
import dev.warfront.guild.Member;
import dev.warfront.identity.Sanctions;
import dev.warfront.identity.WarBan;
import dev.warfront.identity.WarBans;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Keeps the rosters of running wars true to the membership of their clans and to bans from wars. Inside the
/// transaction of the guild, which has the clan locked, or of the sanction. Before ACTIVE nobody is on a
/// roster; after it, rosters stay as they were.
@DomainService
public final class RosterKeeper implements ClanWars, WarBans {
    private final Wars wars;
    private final Clans clans;
    private final Participants participants;
    private final Sanctions sanctions;

    public RosterKeeper(Wars wars, Clans clans, Participants participants, Sanctions sanctions) {
        this.wars = wars;
        this.clans = clans;
        this.participants = participants;
        this.sanctions = sanctions;
    }

    @Override
    public Mono<Boolean> inWar(ClanId clan) {
        return wars.anyOpenOf(clan);
    }

    @Override
    public Mono<List<WarPlace>> joined(ClanId clan, PlayerId player, Instant at) {
        return clans.membershipOf(player)
                .filter(member -> member.clan().equals(clan))
                .flatMap(member -> sanctions
                        .warBan(player)
                        .singleOptional()
                        .flatMap(ban -> inEachActive(clan, (war, side) -> join(war, side, member, ban))
                                .collectList()))
                .defaultIfEmpty(List.of());
    }

    private Mono<WarPlace> join(War.Active war, Wars.Engagement side, Member member, Optional<WarBan> ban) {
        var entrant = Eligibility.entrant(war, side.side(), member, true, ban.orElse(null));
        return participants
                .join(war.id(), entrant, war.rules().own().side().maxPlayers())
                .map(place -> new WarPlace(war.id(), place));
    }

    @Override
    public Mono<Void> ranked(ClanId clan, PlayerId player, Instant at) {
        return eachEligibility(clan, player, at)
                .concatMap(one -> entitle(one, player, one.from(), at))
                .then();
    }

    /// Taken away first, so that a right which only begins at another instant is a change too.
    @Override
    public Mono<Void> changed(PlayerId player, Instant at) {
        return clans.membershipOf(player)
                .flatMap(seen -> clans.lock(seen.clan()))
                .flatMapMany(clan -> eachEligibility(clan.id(), player, at))
                .concatMap(one -> entitle(one, player, null, at).then(entitle(one, player, one.from(), at)))
                .then();
    }

    private Mono<Void> entitle(Entitled one, PlayerId player, @Nullable Instant from, Instant at) {
        return participants.entitle(one.war(), one.clan(), player, from, at);
    }

    /// Bans are read, not held: who changes one waits for the clan, and comes back here.
    private Flux<Entitled> eachEligibility(ClanId clan, PlayerId player, Instant at) {
        return clans.membershipOf(player)
                .filter(member -> member.clan().equals(clan))
                .flatMapMany(member -> sanctions
                        .warBans(List.of(player))
                        .flatMapMany(bans -> inEachActive(
                                clan,
                                (war, _) -> Mono.just(new Entitled(
                                        war.id(),
                                        clan,
                                        Eligibility.eligibleFrom(war, member, at, bans.get(player)))))));
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

    /// @param from null without the right to fight
    private record Entitled(
            WarId war, ClanId clan, @Nullable Instant from) {}
}
