package dev.warfront.war;

import static dev.warfront.war.TestWars.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.Clan;
import dev.warfront.guild.Clans;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.WarId;
import java.lang.reflect.Proxy;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class WarPartiesTest extends TwoClansAtWar {
    private final ClanId ally = new ClanId(UUID.randomUUID());

    @Test
    void givenAnAlly_itsClanIsLockedToo() {
        var war = warWithAnAlly();

        new WarParties(stage.wars, stage.guild.clans())
                .lock(war)
                .as(StepVerifier::create)
                .assertNext(locked -> {
                    assertThat(locked.war()).isEqualTo(stage.wars.war(war));
                    assertThat(locked.clans()).extracting(Clan::id).containsExactlyInAnyOrder(attacker, defender, ally);
                })
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenAClanThatJoinsBeforeTheWarIsLocked_allIsDecidedAgain() {
        var war = stage.declared(attackers.getFirst(), attacker, defender, target);

        new WarParties(stage.wars, lockedAfter(() -> stage.wars.ally(war, ally, Side.ATTACKER)))
                .lock(war)
                .as(StepVerifier::create)
                .expectError(StaleWrite.class)
                .verify(PATIENCE);
    }

    @Test
    void givenNoSuchWar_itIsEmpty() {
        new WarParties(stage.wars, stage.guild.clans())
                .lock(new WarId(UUID.randomUUID()))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenAnAllyWhenActiveBegins_itsMembersAreOnTheRoster() {
        var war = warWithAnAlly();
        stage.nextPhase(war);
        stage.nextPhase(war);

        assertThat(stage.wars.participantsOf(war).values())
                .filteredOn(one -> one.clan().equals(ally))
                .hasSize(12)
                .allMatch(one -> one.side() == Side.DEFENDER && one.place());
    }

    private WarId warWithAnAlly() {
        var war = stage.declared(attackers.getFirst(), attacker, defender, target);
        stage.clan(ally, 12, 0);
        stage.wars.ally(war, ally, Side.DEFENDER);
        return war;
    }

    /// The stage's clans, before whose locking something else happens.
    private Clans lockedAfter(Runnable other) {
        return (Clans) Proxy.newProxyInstance(
                Clans.class.getClassLoader(), new Class<?>[] {Clans.class}, (_, method, arguments) -> {
                    if (method.getName().equals("lockAll")) {
                        other.run();
                    }
                    return method.invoke(stage.guild.clans(), arguments);
                });
    }
}
