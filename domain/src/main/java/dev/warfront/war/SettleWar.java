package dev.warfront.war;

import dev.warfront.guild.Clan;
import dev.warfront.guild.Clans;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.WarId;
import dev.warfront.timer.Timer;
import dev.warfront.timer.TimerHandler;
import dev.warfront.timer.TimerKind;
import dev.warfront.timer.Timers;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/// The second half of the settlement of a war in ENDING, after its outcome:
///
/// ```
/// SETTLE_LAND     land goes to the winner, and stays locked by the war
/// SETTLE_END      ENDED, with rest and immunity, land unlocked, published
/// ```
///
/// Each is one transaction; done twice it is done once.
@DomainService
public final class SettleWar implements TimerHandler {
    private final Wars wars;
    private final Clans clans;
    private final ContestedLands contested;
    private final Spoils spoils;
    private final WarConsequences consequences;
    private final Transitions transitions;
    private final Timers timers;

    public SettleWar(
            Wars wars,
            Clans clans,
            ContestedLands contested,
            Spoils spoils,
            WarConsequences consequences,
            Transitions transitions,
            Timers timers) {
        this.wars = wars;
        this.clans = clans;
        this.contested = contested;
        this.spoils = spoils;
        this.consequences = consequences;
        this.transitions = transitions;
        this.timers = timers;
    }

    @Override
    public Set<TimerKind> kinds() {
        return Set.of(WarTimers.SETTLE_LAND, WarTimers.SETTLE_END);
    }

    @Override
    public Mono<Void> fire(Timer timer, Instant now) {
        return locked(new WarId(timer.ownerId()))
                .flatMap(locked ->
                        timer.kind().equals(WarTimers.SETTLE_LAND) ? settleLand(locked, now) : end(locked.war(), now));
    }

    private Mono<Void> settleLand(Locked locked, Instant now) {
        return spoils.handOver(locked.war(), locked.clans(), now)
                .then(timers.schedule(WarTimers.settleEnd(locked.war().id(), now)));
    }

    private Mono<Void> end(War.Ending war, Instant now) {
        return contested
                .settled(war.id())
                .map(transfers -> war.end(transfers, now))
                .flatMap(transition -> transitions.enter(transition).then(consequences.settled(transition.war())));
    }

    /// Clans before wars, everywhere. Empty when the war is not in ENDING.
    private Mono<Locked> locked(WarId id) {
        return wars.find(id)
                .flatMap(seen -> clans.lockAll(
                        List.of(seen.leads().attacker(), seen.leads().defender())))
                .flatMap(leads -> wars.lock(id).ofType(War.Ending.class).map(war -> new Locked(war, leads)));
    }

    private record Locked(War.Ending war, List<Clan> clans) {}
}
