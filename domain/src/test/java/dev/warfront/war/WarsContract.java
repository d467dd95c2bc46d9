package dev.warfront.war;

import static dev.warfront.war.TestWars.NOW;
import static dev.warfront.war.TestWars.PATIENCE;
import static dev.warfront.war.TestWars.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Side;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.WarId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/// What every store of wars promises.
public interface WarsContract {
    Wars wars();

    ContestedLands lands();

    Transactions transactions();

    @Test
    default void anUnknownWar_isEmpty() {
        StepVerifier.create(wars().find(new WarId(UUID.randomUUID())))
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(transactions().inTransaction(wars().lock(new WarId(UUID.randomUUID()))))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void aWarIsFoundAsItWasStored_inEveryPhase() {
        War war = stored(TestWars.anyTerritory());
        assertThat(found(war)).isEqualTo(war);

        war = saved(((War.Declared) war)
                .prepare(NOW.plusSeconds(60), NOW.plusSeconds(61))
                .war());
        var enough = new Turnout.Strength(true, RULES.start().minActiveMembers());
        war = saved(((War.Preparation) war)
                .begin(new Turnout(enough, enough), NOW.plusSeconds(120), NOW.plusSeconds(121))
                .war());
        war = saved(((Surrender.Accepted) war.surrender(Side.DEFENDER, false, NOW.plusSeconds(180)))
                .transition()
                .war());
        war = saved(((War.Ending) war)
                .decided(TestWars.totals(TestWars.points(7), TestWars.points(-5)), TieBreak.NOTHING, TieBreak.NOTHING));
        saved(((War.Ending) war).end(List.of(), NOW.plusSeconds(240)).war());
    }

    @Test
    default void nothingIsStoredBeforeSubscription() {
        var war = War.Declared.declare(TestWars.terms(TestWars.anyLeads(), WarType.RANKING))
                .war();

        var creation = transactions().inTransaction(wars().create(war, List.of()));

        StepVerifier.create(wars().find(war.id())).expectComplete().verify(PATIENCE);
        creation.block(PATIENCE);
        assertThat(found(war)).isEqualTo(war);
    }

    @Test
    default void aWriteThatDoesNotFollowTheStoredVersion_isStale() {
        var war = stored();
        var next = war.prepare(NOW, NOW).war();
        saved(next);

        StepVerifier.create(transactions().inTransaction(wars().save(next)))
                .expectError(StaleWrite.class)
                .verify(PATIENCE);
        assertThat(found(war)).isEqualTo(next);
    }

    @Test
    default void theHistoryCountsOpenWarsInBothDirections() {
        var war = stored();
        var attacker = war.leads().attacker();
        var defender = war.leads().defender();

        var onward = historyOf(new Leads(attacker, defender));
        var backward = historyOf(new Leads(defender, attacker));

        assertThat(onward.open()).isEqualTo(war.id()).isEqualTo(backward.open());
        assertThat(List.of(onward.offensive(), onward.total(), onward.defensive()))
                .containsExactly(1, 1, 1);
        assertThat(List.of(backward.offensive(), backward.total(), backward.defensive()))
                .containsExactly(0, 1, 0);
        assertThat(onward.world()).isPositive();
        assertThat(onward.lastEndedAt()).isNull();
    }

    @Test
    default void anEndedWar_isHistory() {
        var war = stored();
        var endedAt = NOW.plus(Duration.ofMinutes(5));
        saved(((Cancel.Accepted) war.cancel(endedAt)).transition().war());

        var history = historyOf(war.leads());

        assertThat(history.open()).isNull();
        assertThat(history.lastEndedAt()).isEqualTo(endedAt);
        assertThat(history.total()).isZero();
        assertThat(wars().anyOpenOf(war.leads().attacker()).block(PATIENCE)).isFalse();
    }

    @Test
    default void contestedLandChangesItsHolderByCompareAndSet() {
        var war = stored(TestWars.anyTerritory());
        var territory = war.terms().targets().getFirst();
        var land = Objects.requireNonNull(
                transactions().inTransaction(lands().find(war.id(), territory)).block(PATIENCE));
        var captured = land.capturedBy(Side.ATTACKER, war.leads().attacker(), NOW);

        assertThat(replaced(war, captured)).isTrue();
        assertThat(replaced(war, captured)).isFalse();
        assertThat(lands().of(war.id()).block(PATIENCE)).containsExactly(captured);
    }

    private boolean replaced(War war, ContestedLand next) {
        return Boolean.TRUE.equals(
                transactions().inTransaction(lands().replace(war.id(), next)).block(PATIENCE));
    }

    private Wars.History historyOf(Leads leads) {
        return Objects.requireNonNull(
                wars().historyOf(leads.attacker(), leads.defender()).block(PATIENCE));
    }

    private War.Declared stored(TerritoryId... targets) {
        var terms = TestWars.terms(TestWars.anyLeads(), WarType.TERRITORIAL, targets);
        var war = War.Declared.declare(terms).war();
        var defender = terms.leads().defender();
        var land = terms.targets().stream()
                .map(id ->
                        new ContestedLand(id, LandKind.TARGET, defender, defender, Side.DEFENDER, null, null, 4, 0, 1))
                .toList();
        transactions().inTransaction(wars().create(war, land)).block(PATIENCE);
        return war;
    }

    private War saved(War next) {
        transactions().inTransaction(wars().save(next)).block(PATIENCE);
        assertThat(found(next)).isEqualTo(next);
        return next;
    }

    private War found(War war) {
        return Objects.requireNonNull(wars().find(war.id()).block(PATIENCE));
    }
}
