package dev.warfront.guild;

import dev.warfront.outbox.InMemoryOutbox;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import reactor.core.publisher.Mono;

class GuildSimulationTest {
    @RepeatedTest(20)
    void givenRandomPlayers_whatMustAlwaysHoldHolds() {
        var guild = new InMemoryGuild();
        var seed = RandomGenerator.getDefault().nextLong();

        new GuildSimulation(guild, new InMemoryOutbox(), seed)
                .play(500, clan -> Mono.fromSupplier(() -> guild.ledgerSum(clan)));
    }
}
