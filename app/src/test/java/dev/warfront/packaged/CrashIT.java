package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.bench.wire.Frame;
import dev.warfront.bench.wire.RSocketConnection;
import dev.warfront.bench.wire.Transport;
import dev.warfront.packaged.faults.Fault;
import dev.warfront.testing.Deep;
import dev.warfront.testing.Depth;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A war survives the death of its program at any instant and between any two steps, and ends with the same score.
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class CrashIT {

    /// Out of reach: the war ends by surrender.
    private static final Duration ACTIVE = Duration.ofMinutes(30);

    /// In which the program surely reads as many events as are wanted before it dies.
    private static final Duration SHORT = Duration.ofSeconds(30);

    /// Score events that the war has when the program dies, so that its outcome is no draw.
    private static final int SCORED = 300;

    private static final Duration LOAD = Duration.ofSeconds(20);

    private static final Duration ENDED = Duration.ofMinutes(2);

    private static final int EVENTS = 2_000;

    private static final int KILLS = Depth.isDeep() ? 10 : 1;

    /// The longest life of the program between two kills.
    private static final Duration LIFE = Duration.ofSeconds(3);

    private static final Duration STOP = Duration.ofMinutes(2);

    private static final Duration STRUCK = Duration.ofMinutes(2);

    /// In the same war, one after the other. Two of the steps are drawn for a run, one under load and one in
    /// settlement; with `-Ddeep` it takes all.
    @Test
    void givenADeathAtAStep_anEndOnRequest_aKillAtAnyInstant_andADeathInSettlement_theWarEndsAsTheBookSays() {
        var seed = Seed.drawn("CrashIT");
        var random = seed.random();
        var underLoad = FaultSteps.underLoad(random);
        var inSettlement = FaultSteps.inSettlement(random);
        System.out.println("CrashIT: " + underLoad + ", then " + inSettlement);
        try (var servers = EmbeddedServers.temporary();
                var program = PackagedProgram.named("crash", servers)
                        .with("war.phase.active", ACTIVE.toSeconds() + "s")
                        .start(underLoad.getFirst());
                var simulated = SimulatedWar.begin(program, seed, EVENTS, LOAD)) {
            var war = simulated.awaitActive();
            for (var fault : underLoad) {
                if (!fault.equals(underLoad.getFirst())) {
                    program.launch(fault);
                }
                assertDies(program, fault);
                assertThat(simulated.truth().status(war)).as(fault.toString()).isEqualTo("ACTIVE");
            }
            program.start();
            stopGracefully(program, war);
            killAtRandomInstants(program, simulated, war, random);
            simulated.release();
            for (var fault : inSettlement) {
                program.launch(fault);
                assertDies(program, fault);
            }
            program.start();

            var report = simulated.settle(war);

            System.out.println("CrashIT: " + report.line());
        }
    }

    /// However late somebody is there to act upon it, the war is cut off at its stored deadline.
    @Test
    @Deep
    void givenADeadlineThatPassesWhileTheProgramIsDown_theWarIsCutOffThere() {
        var seed = Seed.drawn("CrashIT, deadline");
        try (var servers = EmbeddedServers.temporary();
                var program = PackagedProgram.named("crash-deadline", servers)
                        .with("war.phase.active", SHORT.toSeconds() + "s")
                        .start();
                var simulated = SimulatedWar.timed(program, seed, EVENTS, SHORT)) {
            var war = simulated.awaitActive();
            Await.until(
                    SHORT,
                    "score events",
                    () -> simulated.truth().state(war).accepted(),
                    accepted -> accepted >= SCORED);
            program.kill();
            Await.until(
                    SHORT.plus(ENDED), "the deadline", () -> simulated.truth().isPastDeadline(war), past -> past);
            program.start();

            var report = simulated.settle(war);

            System.out.println("CrashIT: " + report.line());
        }
    }

    /// Every subscriber receives an END with the reason.
    private static void stopGracefully(PackagedProgram program, UUID war) {
        var link = RSocketConnection.open(program.addresses(), Transport.TCP_JSON);
        try {
            var frames =
                    link.stream("war.%s.phase".formatted(war), Optional.empty()).replay();
            frames.connect();
            frames.next().block(STOP);
            assertThat(program.terminate(STOP)).isEqualTo(PackagedProgram.TERMINATED);
            var last = frames.onErrorComplete().blockLast(STOP);
            assertThat(last).isNotNull();
            assertThat(last.kind()).isEqualTo(Frame.Kind.END);
            assertThat(String.valueOf(last.data())).contains("SHUTDOWN");
        } finally {
            link.close();
        }
    }

    /// It stays dead. Once Redis is flushed while it runs, and once the broker is restarted.
    private static void killAtRandomInstants(PackagedProgram program, SimulatedWar simulated, UUID war, Random random) {
        var flushAt = random.nextInt(KILLS);
        var restartAt = random.nextInt(KILLS);
        for (var kill = 0; kill < KILLS; kill++) {
            program.start();
            Await.pass(drawn(random, LIFE));
            if (kill == flushAt) {
                program.servers().redis().flush();
            }
            if (kill == restartAt) {
                restartBroker(program.servers());
            }
            program.kill();
            assertThat(simulated.truth().status(war)).as("war at kill %d", kill).isEqualTo("ACTIVE");
        }
    }

    private static void assertDies(PackagedProgram program, Fault fault) {
        assertThat(program.exitCode(STRUCK)).as(fault.toString()).isEqualTo(Fault.EXIT);
    }

    private static void restartBroker(EmbeddedServers servers) {
        servers.kafka().stop();
        servers.kafka().start();
    }

    private static Duration drawn(Random random, Duration atMost) {
        return Duration.ofMillis(random.nextLong(atMost.toMillis()));
    }
}
