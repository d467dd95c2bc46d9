package dev.warfront.war;

import dev.warfront.guild.Clan;
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
    private final WarParties parties;
    private final ContestedLands contested;
    private final Spoils spoils;
    private final WarConsequences consequences;
    private final Transitions transitions;
    private final Timers timers;

    public SettleWar(
            WarParties parties,
            ContestedLands contested,
            Spoils spoils,
            WarConsequences consequences,
            Transitions transitions,
            Timers timers) {
        this.parties = parties;
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
        return parties.lock(new WarId(timer.ownerId()))
                .flatMap(locked -> locked.war() instanceof War.Ending war
                        ? settle(timer, war, locked.clans(), now)
                        : Mono.empty());
    }

    private Mono<Void> settle(Timer timer, War.Ending war, List<Clan> clans, Instant now) {
        return timer.kind().equals(WarTimers.SETTLE_LAND) ? settleLand(war, clans, now) : end(war, now);
    }

    private Mono<Void> settleLand(War.Ending war, List<Clan> clans, Instant now) {
        return spoils.handOver(war, clans, now).then(timers.schedule(WarTimers.settleEnd(war.id(), now)));
    }

    private Mono<Void> end(War.Ending war, Instant now) {
        return contested
                .settled(war.id())
                .map(transfers -> war.end(transfers, now))
                .flatMap(transition -> transitions.enter(transition).then(consequences.settled(transition.war())));
    }
}
