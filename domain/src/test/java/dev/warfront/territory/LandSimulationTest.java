package dev.warfront.territory;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;

class LandSimulationTest {
    @RepeatedTest(10)
    void givenRandomClans_whatMustAlwaysHoldHolds() {
        new LandSimulation(new InMemoryLand(), RandomGenerator.getDefault().nextLong()).play(200);
    }
}
