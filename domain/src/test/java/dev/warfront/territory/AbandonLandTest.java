package dev.warfront.territory;

import static dev.warfront.kernel.Result.refused;
import static dev.warfront.territory.LandGame.answer;
import static dev.warfront.territory.LandGame.done;
import static dev.warfront.territory.TestLand.NOW;
import static dev.warfront.territory.TestLand.anyClan;
import static dev.warfront.territory.TestLand.anyPlayer;
import static dev.warfront.territory.TestLand.anyWar;
import static dev.warfront.territory.TestLand.neutral;
import static dev.warfront.territory.TestLand.owned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.ClanStatus;
import dev.warfront.guild.Rank;
import dev.warfront.guild.TestClans;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.territory.TerritoryEvent.TerritoryAbandoned;
import dev.warfront.territory.TerritoryRefusal.ClanNotActive;
import dev.warfront.territory.TerritoryRefusal.InsufficientRank;
import dev.warfront.territory.TerritoryRefusal.NotAMember;
import dev.warfront.territory.TerritoryRefusal.NotOwner;
import dev.warfront.territory.TerritoryRefusal.TerritoryLocked;
import dev.warfront.territory.TerritoryRefusal.UnknownTerritory;
import dev.warfront.territory.TerritoryRefusal.VersionMismatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AbandonLandTest {
    private static final Duration NOTICE = Duration.ofHours(24);
    private static final Instant DUE = NOW.plus(NOTICE);

    private final InMemoryLand store = new InMemoryLand();
    private final TestClans clans = new TestClans();
    private final LandGame game = new LandGame(store, clans, 1);
    private final ClanId clan = anyClan();
    private final PlayerId officer = clans.officerOf(clan, 3, 100_000);

    private Result<Territory, TerritoryRefusal> abandon(PlayerId player, Territory land) {
        return answer(game.abandonLand.abandon(player, land.id(), land.version()));
    }

    private Result<Territory, TerritoryRefusal> keep(PlayerId player, Territory land) {
        return answer(game.abandonLand.keep(player, land.id(), land.version()));
    }

    private Territory stored(Territory land) {
        answer(store.put(land).thenReturn(land));
        return land;
    }

    @Test
    void givenOwnLand_itIsKeptForADay() {
        var land = stored(owned(clan));

        var abandoned = done(abandon(officer, land));
        game.pass(NOTICE.minusMillis(1), store);

        assertThat(abandoned.abandonDueAt()).isEqualTo(DUE);
        assertThat(abandoned.version()).isEqualTo(land.version() + 1);
        assertThat(store.land(land.id())).isEqualTo(abandoned);
        assertThat(store.events().events()).isEmpty();
    }

    @Test
    void givenANoticeThatRanOut_theLandIsNeutral_withAllThatIsOnIt() {
        var land = stored(owned(clan));
        var abandoned = done(abandon(officer, land));

        game.pass(NOTICE, store);

        var left = store.land(land.id());
        assertThat(left.state()).isEqualTo(TerritoryState.NEUTRAL);
        assertThat(left.owner()).isNull();
        assertThat(left.abandonDueAt()).isNull();
        assertThat(left.stock()).isEqualTo(land.stock());
        assertThat(left.defence()).isEqualTo(land.defence());
        assertThat(left.version()).isEqualTo(abandoned.version() + 1);
        assertThat(store.periods(land.id()).getLast())
                .isEqualTo(new OwnershipPeriod(land.id(), null, DUE, null, OwnershipPeriod.Reason.ABANDONED, null));
        assertThat(store.events().events()).containsExactly(new TerritoryAbandoned(land.id(), clan, DUE));
        assertThat(clans.treasury(clan)).isEqualTo(100_000);
        assertThat(game.timers.pending()).isEmpty();
    }

    @Test
    void givenLandThatWasGivenBack_itCanBeClaimed() {
        var land = stored(owned(clan));
        done(abandon(officer, land));
        game.pass(NOTICE, store);
        var other = anyClan();
        var claimant = clans.officerOf(other, 3, 100_000);

        done(answer(game.claimTerritory.claim(
                claimant, land.id(), store.land(land.id()).version())));
        game.pass(Duration.ofMinutes(10), store);

        assertThat(store.land(land.id()).owner()).isEqualTo(other);
    }

    @Test
    void givenASecondNotice_theFirstStays() {
        var first = done(abandon(officer, stored(owned(clan))));
        game.pass(Duration.ofHours(1), store);

        assertThat(done(abandon(officer, first))).isEqualTo(first);
        assertThat(game.timers.pending()).hasSize(1);
    }

    @Test
    void givenANoticeThatIsTakenBack_theLandStays() {
        var abandoned = done(abandon(officer, stored(owned(clan))));

        var kept = done(keep(officer, abandoned));
        game.pass(NOTICE, store);

        assertThat(kept.abandonDueAt()).isNull();
        assertThat(store.land(kept.id())).isEqualTo(kept);
        assertThat(game.timers.pending()).isEmpty();
        assertThat(done(keep(officer, kept))).isEqualTo(kept);
    }

    @Test
    void givenANoticeAfterOneThatWasTakenBack_itRunsFromItsOwnBeginning() {
        var abandoned = done(abandon(officer, stored(owned(clan))));
        var kept = done(keep(officer, abandoned));
        game.pass(Duration.ofHours(1), store);
        var again = done(abandon(officer, kept));
        game.pass(Duration.ofHours(23), store);

        assertThat(store.land(kept.id())).isEqualTo(again);
        game.pass(Duration.ofHours(1), store);

        assertThat(store.land(kept.id()).state()).isEqualTo(TerritoryState.NEUTRAL);
    }

    @Test
    void givenAWarThatNamesTheLand_theNoticeLapses_alsoWhenTheWarIsOverInTime() {
        var land = stored(owned(clan));
        done(abandon(officer, land));
        var war = anyWar();
        answer(game.warLand.reserve(war, List.of(land.id())).thenReturn(war));
        assertThat(store.land(land.id()).abandonDueAt()).isNull();
        answer(game.warLand.release(war, NOW).thenReturn(war));

        game.pass(NOTICE, store);

        assertThat(store.land(land.id()).owner()).isEqualTo(clan);
        assertThat(store.land(land.id()).state()).isEqualTo(TerritoryState.OWNED);
    }

    @Test
    void givenAClanThatIsGoneBefore_nothingIsLeftToDo() {
        var land = stored(owned(clan));
        done(abandon(officer, land));
        answer(game.vacateLand.vacate(clan, NOW).thenReturn(clan));

        game.pass(NOTICE, store);

        assertThat(store.events().events()).containsExactly(new TerritoryAbandoned(land.id(), clan, NOW));
    }

    @Test
    void givenLandAtWar_itIsNotGivenBack_andKeptAnyway() {
        var war = anyWar();
        var locked = stored(owned(clan).reservedFor(war));

        assertThat(abandon(officer, locked)).isEqualTo(refused(new TerritoryLocked(war)));
        assertThat(done(keep(officer, locked))).isEqualTo(locked);
    }

    @Test
    void givenUnknownOrInactiveLand_itIsRefused() {
        assertThat(answer(game.abandonLand.abandon(officer, new TerritoryId(UUID.randomUUID()), 1)))
                .isEqualTo(refused(new UnknownTerritory()));
        assertThat(abandon(officer, stored(TestLand.inactive(owned(clan))))).isEqualTo(refused(new UnknownTerritory()));
    }

    @Test
    void givenLandOfOthers_itIsRefused() {
        assertThat(abandon(officer, stored(owned(anyClan())))).isEqualTo(refused(new NotOwner()));
        assertThat(abandon(officer, stored(neutral()))).isEqualTo(refused(new NotOwner()));
        assertThat(keep(officer, stored(owned(anyClan())))).isEqualTo(refused(new NotOwner()));
    }

    @Test
    void givenAPlayerWithoutClan_itIsRefused() {
        assertThat(abandon(anyPlayer(), stored(owned(clan)))).isEqualTo(refused(new NotAMember()));
    }

    @ParameterizedTest
    @EnumSource(names = {"VETERAN", "MEMBER", "RECRUIT"})
    void givenALowRank_itIsRefused(Rank rank) {
        var member = clans.member(clan, rank);
        var land = stored(owned(clan));

        assertThat(abandon(member, land)).isEqualTo(refused(new InsufficientRank(Rank.OFFICER)));
        assertThat(keep(member, land)).isEqualTo(refused(new InsufficientRank(Rank.OFFICER)));
    }

    @Test
    void givenAClanThatIsNotActive_itIsRefused() {
        clans.disband(clan);

        assertThat(abandon(officer, stored(owned(clan)))).isEqualTo(refused(new ClanNotActive(ClanStatus.DISBANDED)));
    }

    @Test
    void givenAnotherVersion_itIsRefused_behindEverythingElse() {
        var land = stored(owned(clan));

        assertThat(answer(game.abandonLand.abandon(officer, land.id(), 2))).isEqualTo(refused(new VersionMismatch(1)));
        assertThat(answer(game.abandonLand.keep(officer, land.id(), 2))).isEqualTo(refused(new VersionMismatch(1)));
        assertThat(store.land(land.id())).isEqualTo(land);
    }
}
