package dev.warfront.territory;

import static dev.warfront.territory.TestLand.NOW;
import static dev.warfront.territory.TestLand.PATIENCE;
import static dev.warfront.territory.TestLand.RULES;

import dev.warfront.guild.Clans;
import dev.warfront.guild.TestClans;
import dev.warfront.guild.Treasury;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.TestIds;
import dev.warfront.timer.InMemoryTimers;
import dev.warfront.timer.Timer;
import dev.warfront.timer.TimerHandler;
import dev.warfront.timer.TimerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// All use cases of land over one store, with time that a test moves.
public final class LandGame {
    public final MutableClock clock = new MutableClock(NOW);
    public final InMemoryTimers timers = new InMemoryTimers();
    public final ClaimTerritory claimTerritory;
    public final FinishClaim finishClaim;
    public final AbandonLand abandonLand;
    public final FinishAbandon finishAbandon;
    public final VacateLand vacateLand;
    public final WarLand warLand;

    public LandGame(LandPorts ports, TestClans clans, long seed) {
        this(ports, clans.clans(), clans.treasury(), seed);
    }

    public LandGame(LandPorts ports, Clans clans, Treasury treasury, long seed) {
        claimTerritory = new ClaimTerritory(
                clans,
                treasury,
                ports.territories(),
                ports.claims(),
                timers,
                ports.transactions(),
                RULES,
                new TestIds(seed),
                clock);
        finishClaim = new FinishClaim(
                clans, treasury, ports.territories(), ports.store(), ports.claims(), timers, ports.outbox(), RULES);
        abandonLand = new AbandonLand(
                clans,
                ports.territories(),
                ports.store(),
                timers,
                ports.transactions(),
                RULES,
                new TestIds(seed + 1),
                clock);
        vacateLand = new VacateLand(ports.store(), ports.outbox());
        finishAbandon = new FinishAbandon(ports.territories(), vacateLand);
        warLand = new LandAtWar(ports.territories(), ports.store(), ports.outbox(), RULES, clock);
    }

    /// Time passes, and what is due fires.
    ///
    /// @param ports whose transactions the timers fire in
    public void pass(Duration time, LandPorts ports) {
        clock.advance(time);
        answer(timers.fireDue(
                clock.instant(), new InTransaction(finishClaim, ports), new InTransaction(finishAbandon, ports)));
    }

    /// What a publisher answers.
    public static <T> T answer(Mono<T> wish) {
        var answers = new ArrayList<T>();
        wish.as(StepVerifier::create)
                .consumeNextWith(answers::add)
                .expectComplete()
                .verify(PATIENCE);
        return answers.getFirst();
    }

    /// What a command did; it must not have been refused.
    public static <T> T done(Result<T, ?> result) {
        if (result instanceof Result.Done<T, ?>(var value)) {
            return value;
        }
        throw new AssertionError(result.toString());
    }

    private record InTransaction(TimerHandler handler, LandPorts ports) implements TimerHandler {
        @Override
        public Set<TimerKind> kinds() {
            return handler.kinds();
        }

        @Override
        public Mono<Void> fire(Timer timer, Instant now) {
            return ports.transactions().inTransaction(handler.fire(timer, now));
        }
    }
}
