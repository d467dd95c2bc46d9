package dev.warfront.war;

import static dev.warfront.war.TestWars.NOW;
import static dev.warfront.war.TestWars.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.WarId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What every store of wars promises.
public interface WarsContract {
    Wars wars();

    /// A clan beside the lead clan of a side, as an ally.
    void ally(WarId war, ClanId clan, Side side);

    ContestedLands lands();

    Participants participants();

    Rosters rosters();

    WarLog log();

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
        var enough = new Turnout.Strength(true, TestWars.SETTINGS.start().minActiveMembers());
        war = saved(((War.Preparation) war)
                .begin(new Turnout(enough, enough), NOW.plusSeconds(120), NOW.plusSeconds(121))
                .war());
        war = saved(TestWars.done(war.surrender(Side.DEFENDER, false, NOW.plusSeconds(180)))
                .war());
        war = saved(((War.Ending) war)
                .decided(TestWars.totals(TestWars.points(7), TestWars.points(-5)), TieBreak.NOTHING, TieBreak.NOTHING));
        saved(((War.Ending) war).end(List.of(), NOW.plusSeconds(240)).war());
    }

    @Test
    default void nothingIsStoredBeforeSubscription() {
        var war = War.Declared.declare(TestWars.terms(TestWars.anyLeads(), WarType.RANKING))
                .war();

        var creation = transactions().inTransaction(wars().add(war, List.of()));

        StepVerifier.create(wars().find(war.id())).expectComplete().verify(PATIENCE);
        creation.block(PATIENCE);
        assertThat(found(war)).isEqualTo(war);
    }

    @Test
    default void aSecondOpenWarOfAPair_isTaken_whoeverDeclares() {
        var leads = stored().leads();
        var back = War.Declared.declare(TestWars.terms(
                        new Leads(/* attacker= */ leads.defender(), /* defender= */ leads.attacker()), WarType.RANKING))
                .war();

        assertThat(taken(back)).isEqualTo(Wars.OPEN_PAIR_KEY);
        StepVerifier.create(wars().find(back.id())).expectComplete().verify(PATIENCE);
    }

    @Test
    default void aWarThatIsStoredAlready_isTakenByAnotherName() {
        var war = stored();
        saved(TestWars.done(war.cancel(NOW)).transition().war());

        assertThat(taken(war)).isNotEqualTo(Wars.OPEN_PAIR_KEY);
    }

    @Test
    default void aWriteThatDoesNotFollowTheStoredVersion_isStale() {
        var war = stored();
        var next = war.prepare(NOW, NOW).war();
        saved(next);

        StepVerifier.create(transactions().inTransaction(wars().replace(next)))
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
        saved(TestWars.done(war.cancel(endedAt)).transition().war());

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

        run(lands().replace(war.id(), captured));
        StepVerifier.create(transactions().inTransaction(lands().replace(war.id(), captured)))
                .expectError(StaleWrite.class)
                .verify(PATIENCE);
        assertThat(lands().of(war.id()).block(PATIENCE)).containsExactly(captured);
    }

    @Test
    default void aClanIsOnItsSideOfTheWar() {
        var war = stored();
        var attacker = war.leads().attacker();

        assertThat(wars().clansOf(war.id()).block(PATIENCE))
                .containsExactlyInAnyOrder(
                        new Wars.SideClan(attacker, Side.ATTACKER),
                        new Wars.SideClan(war.leads().defender(), Side.DEFENDER));
        assertThat(wars().clansOf(new WarId(UUID.randomUUID())).block(PATIENCE)).isEmpty();
        assertThat(transactions().inTransaction(wars().lockOpenOf(attacker)).block(PATIENCE))
                .containsExactly(new Wars.Engagement(war, Side.ATTACKER));
        assertThat(wars().anyOpenOf(attacker).block(PATIENCE)).isTrue();
    }

    @Test
    default void anAllyIsAClanOfTheWar_behindTheLeadClans() {
        var war = stored();
        var ally = new ClanId(UUID.randomUUID());
        ally(war.id(), ally, Side.DEFENDER);

        assertThat(wars().clansOf(war.id()).block(PATIENCE))
                .hasSize(3)
                .last()
                .isEqualTo(new Wars.SideClan(ally, Side.DEFENDER));
        assertThat(transactions().inTransaction(wars().lockOpenOf(ally)).block(PATIENCE))
                .containsExactly(new Wars.Engagement(war, Side.DEFENDER));
        assertThat(wars().anyOpenOf(ally).block(PATIENCE)).isTrue();
        var history = historyOf(new Leads(ally, new ClanId(UUID.randomUUID())));
        assertThat(List.of(history.offensive(), history.total(), history.defensive()))
                .containsExactly(0, 1, 0);
    }

    @Test
    default void aRosterHasThoseWithAPlaceOnly_andWhatEachMayDo() {
        var war = stored();
        var fighter = entrant(war, NOW, true);
        var recruit = entrant(war, null, true);
        var surplus = entrant(war, null, false);
        run(participants().enlist(war.id(), List.of(fighter, recruit, surplus), NOW));

        var roster = roster(war);
        assertThat(roster.entries().keySet()).containsExactlyInAnyOrder(fighter.player(), recruit.player());
        assertThat(entry(war, fighter).intervals()).containsExactly(new Roster.Interval(NOW, null, NOW));
        assertThat(entry(war, recruit).intervals()).containsExactly(new Roster.Interval(NOW, null, null));
        assertThat(entry(war, fighter).side()).isEqualTo(Side.ATTACKER);
        assertThat(roster.change()).isPositive();
    }

    @Test
    default void theRightToFight_comesAndGoesWithAnIntervalOfItsOwn() {
        var war = stored();
        var recruit = entrant(war, null, true);
        run(participants().enlist(war.id(), List.of(recruit), NOW));
        var before = roster(war).change();
        var given = NOW.plusSeconds(10);
        var taken = NOW.plusSeconds(20);
        run(participants().entitle(war.id(), recruit.clan(), recruit.player(), given, given));
        run(participants()
                .entitle(war.id(), recruit.clan(), recruit.player(), NOW.plusSeconds(15), NOW.plusSeconds(15)));
        run(participants().entitle(war.id(), recruit.clan(), recruit.player(), null, taken));

        assertThat(entry(war, recruit).intervals())
                .containsExactly(
                        new Roster.Interval(NOW, given, null),
                        new Roster.Interval(given, taken, given),
                        new Roster.Interval(taken, null, null));
        assertThat(roster(war).change()).isGreaterThan(before);
        assertThat(since(war, given, recruit).intervals()).hasSize(2);
        assertThat(since(war, given.minusMillis(1), recruit).intervals()).hasSize(3);
        assertThat(since(war, taken, recruit).intervals()).containsExactly(new Roster.Interval(taken, null, null));
    }

    @Test
    default void whoLeftLongAgo_isStillOneOfTheWar() {
        var war = stored();
        var fighter = entrant(war, NOW, true);
        run(participants().enlist(war.id(), List.of(fighter), NOW));
        var left = NOW.plusSeconds(10);
        run(participants().leave(war.id(), fighter.clan(), fighter.player(), ParticipantStatus.LEFT, left));

        assertThat(since(war, left, fighter).intervals()).isEmpty();
        assertThat(since(war, left, fighter).status()).isEqualTo(ParticipantStatus.LEFT);
    }

    @Test
    default void whoLeavesAndComesBack_hasTwoIntervals_andKeepsItsSide() {
        var war = stored();
        var fighter = entrant(war, NOW, true);
        run(participants().enlist(war.id(), List.of(fighter), NOW));
        var left = NOW.plusSeconds(10);
        var back = NOW.plusSeconds(20);
        var turned = NOW.plusSeconds(30);
        run(participants().leave(war.id(), fighter.clan(), fighter.player(), ParticipantStatus.LEFT, left));
        assertThat(entry(war, fighter).status()).isEqualTo(ParticipantStatus.LEFT);
        run(participants()
                .join(
                        war.id(),
                        new Participants.Entrant(
                                fighter.player(), fighter.clan(), Side.ATTACKER, back, back.plusSeconds(5), true),
                        250));
        assertThat(entry(war, fighter).status()).isEqualTo(ParticipantStatus.ACTIVE);
        assertThat(entry(war, fighter).intervals())
                .containsExactly(
                        new Roster.Interval(NOW, left, NOW), new Roster.Interval(back, null, back.plusSeconds(5)));

        run(participants().leave(war.id(), fighter.clan(), fighter.player(), ParticipantStatus.KICKED, turned));
        var elsewhere =
                new Participants.Entrant(fighter.player(), war.leads().defender(), Side.DEFENDER, turned, turned, true);
        assertThat(joined(war, elsewhere)).isFalse();
        var turncoat = entry(war, fighter);
        assertThat(turncoat.side()).isEqualTo(Side.ATTACKER);
        assertThat(turncoat.clan()).isEqualTo(fighter.clan());
        assertThat(turncoat.status()).isEqualTo(ParticipantStatus.KICKED);
        assertThat(turncoat.changedSides()).isTrue();
        assertThat(turncoat.intervals()).hasSize(2);
        assertThat(turncoat.isOnRosterAt(turned)).isFalse();
    }

    @Test
    default void aFullSideTakesNoMore_untilAPlaceIsFree() {
        var war = stored();
        var first = entrant(war, NOW, true);
        var second = entrant(war, NOW, true);
        run(participants().enlist(war.id(), List.of(first), NOW));
        assertThat(joined(war, second)).isFalse();
        assertThat(roster(war).of(second.player())).isEmpty();

        run(participants().leave(war.id(), first.clan(), first.player(), ParticipantStatus.LEFT, NOW.plusSeconds(1)));
        run(participants().leave(war.id(), second.clan(), second.player(), ParticipantStatus.LEFT, NOW.plusSeconds(2)));
        assertThat(joined(war, second)).isTrue();
        assertThat(entry(war, second).status()).isEqualTo(ParticipantStatus.ACTIVE);
        assertThat(entry(war, second).mayFightAt(NOW.plusSeconds(3))).isTrue();
    }

    @Test
    default void theLogIsReadBackAsWhatWasWritten() {
        var war = stored();
        var declared = WarEvent.Declared.of(war.terms(), NOW.plusSeconds(60), NOW.plusSeconds(120));
        var changed = new WarEvent.PhaseChanged(
                war.id(), WarStatus.DECLARED, WarStatus.PREPARATION, 2, NOW, NOW, NOW.plusSeconds(5), "TIMER");
        run(log().append(war.id(), List.of(declared)));
        run(log().append(war.id(), List.of(changed)));

        assertThat(log().after(war.id(), 0, 10).block(PATIENCE))
                .extracting(WarLog.Entry::seq, WarLog.Entry::at, WarLog.Entry::event)
                .containsExactly(tuple(1L, NOW, declared), tuple(2L, NOW, changed));
        assertThat(log().after(war.id(), 1, 10).block(PATIENCE)).hasSize(1);
        assertThat(log().after(war.id(), 0, 1).block(PATIENCE)).hasSize(1);
        assertThat(log().after(war.id(), 2, 10).block(PATIENCE)).isEmpty();
    }

    private static Participants.Entrant entrant(War war, @Nullable Instant eligibleFrom, boolean place) {
        return new Participants.Entrant(
                new PlayerId(UUID.randomUUID()), war.leads().attacker(), Side.ATTACKER, NOW, eligibleFrom, place);
    }

    /// To a side of one place.
    private boolean joined(War war, Participants.Entrant entrant) {
        return Boolean.TRUE.equals(transactions()
                .inTransaction(participants().join(war.id(), entrant, 1))
                .block(PATIENCE));
    }

    private Roster roster(War war) {
        return Objects.requireNonNull(rosters().of(war.id(), Instant.EPOCH).block(PATIENCE));
    }

    private Roster.Entry since(War war, Instant since, Participants.Entrant one) {
        return Objects.requireNonNull(rosters().of(war.id(), since).block(PATIENCE))
                .of(one.player())
                .orElseThrow();
    }

    private Roster.Entry entry(War war, Participants.Entrant one) {
        return roster(war).of(one.player()).orElseThrow();
    }

    private void run(Mono<?> work) {
        transactions().inTransaction(work).block(PATIENCE);
    }

    /// By which constraint it cannot be stored.
    private String taken(War.Declared war) {
        var constraints = new ArrayList<String>();
        StepVerifier.create(transactions().inTransaction(wars().add(war, List.of())))
                .consumeErrorWith(failure -> constraints.add(((AlreadyTaken) failure).constraint()))
                .verify(PATIENCE);
        return constraints.getFirst();
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
                .map(id -> ContestedLand.named(id, LandKind.TARGET, defender, Side.DEFENDER, 4))
                .toList();
        transactions().inTransaction(wars().add(war, land)).block(PATIENCE);
        return war;
    }

    private War saved(War next) {
        transactions().inTransaction(wars().replace(next)).block(PATIENCE);
        assertThat(found(next)).isEqualTo(next);
        return next;
    }

    private War found(War war) {
        return Objects.requireNonNull(wars().find(war.id()).block(PATIENCE));
    }
}
