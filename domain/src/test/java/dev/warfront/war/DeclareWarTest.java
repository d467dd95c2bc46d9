package dev.warfront.war;

import static dev.warfront.war.TestWars.PATIENCE;

import dev.warfront.guild.WarRecords;
import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TestIds;
import dev.warfront.territory.LandAtWar;
import dev.warfront.territory.TestLand;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What a declaration does when the store knows better than the checks.
class DeclareWarTest extends TwoClansAtWar {
    @Test
    void givenAWarOfThePairThatTheChecksDidNotSee_allIsDecidedAgain() {
        stage.declared(attackers.getFirst(), attacker, defender);
        var command = new DeclareWar.Command(attackers.getFirst(), attacker, defender, WarType.RANKING, List.of());

        declaringBlindly()
                .declare(command)
                .as(StepVerifier::create)
                .expectError(StaleWrite.class)
                .verify(PATIENCE);
    }

    /// Its checks see no wars.
    private DeclareWar declaringBlindly() {
        var blind = (Wars) Proxy.newProxyInstance(
                Wars.class.getClassLoader(),
                new Class<?>[] {Wars.class},
                (_, _, _) -> Mono.just(new Wars.History(null, null, 0, 0, 0, 0)));
        var land = new LandAtWar(stage.land, stage.land, stage.outbox, TestLand.RULES, stage.clock);
        return new DeclareWar(
                TestWars.SECTIONS,
                new DeclarationLoader(stage.guild.clans(), blind, stage.land),
                stage.sanctions,
                new WarConsequences(
                        stage.guild.treasury(), new WarRecords(stage.guild.clans(), stage.guild.clanStore()), land),
                new Transitions(stage.wars, stage.timers, new WarEvents(stage.wars, stage.outbox)),
                new DirectTransactions(),
                new TestIds(8),
                stage.clock);
    }
}
