package dev.warfront.territory;

import static dev.warfront.kernel.Result.refused;
import static dev.warfront.territory.LandGame.answer;
import static dev.warfront.territory.LandGame.done;
import static dev.warfront.territory.TestLand.NOW;
import static dev.warfront.territory.TestLand.anyClan;
import static dev.warfront.territory.TestLand.anyPlayer;
import static dev.warfront.territory.TestLand.anyWar;
import static dev.warfront.territory.TestLand.land;
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
import dev.warfront.territory.TerritoryRefusal.CapReached;
import dev.warfront.territory.TerritoryRefusal.ClaimAlreadyRunning;
import dev.warfront.territory.TerritoryRefusal.ClanLevelTooLow;
import dev.warfront.territory.TerritoryRefusal.ClanNotActive;
import dev.warfront.territory.TerritoryRefusal.InsufficientRank;
import dev.warfront.territory.TerritoryRefusal.NotAMember;
import dev.warfront.territory.TerritoryRefusal.NotNeutral;
import dev.warfront.territory.TerritoryRefusal.TerritoryLocked;
import dev.warfront.territory.TerritoryRefusal.TreasuryInsufficient;
import dev.warfront.territory.TerritoryRefusal.UnknownTerritory;
import dev.warfront.territory.TerritoryRefusal.VersionMismatch;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTerritoryTest {
    private final InMemoryLand store = new InMemoryLand();
    private final TestClans clans = new TestClans();
    private final LandGame game = new LandGame(store, clans, 1);
    private final ClanId clan = anyClan();
    private final PlayerId officer = clans.officerOf(clan, 3, 100_000);

    private Result<Claim, TerritoryRefusal> claim(PlayerId player, Territory land) {
        return answer(game.claimTerritory.claim(player, land.id(), land.version()));
    }

    private Territory stored(Territory land) {
        answer(store.put(land).thenReturn(land));
        return land;
    }

    @ParameterizedTest
    @CsvSource({"RESOURCE, 5000", "STRATEGIC, 10000", "CAPITAL, 20000"})
    void givenNeutralLand_theClaimIsPaidAtOnce_andDueInTenMinutes(TerritoryType type, long cost) {
        var land = stored(land(type, new Location(0, 0, 0), null));

        var claim = done(claim(officer, land));

        assertThat(claim.cost()).isEqualTo(cost);
        assertThat(claim.completesAt()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        assertThat(store.claim(claim.id())).isEqualTo(claim);
        assertThat(clans.treasury(clan)).isEqualTo(100_000 - cost);
        assertThat(game.timers.pending()).hasSize(1);
        assertThat(game.timers.pending().getFirst().fireAt()).isEqualTo(claim.completesAt());
        assertThat(store.land(land.id())).isEqualTo(land);
    }

    @Test
    void givenUnknownOrInactiveLand_itIsRefused() {
        assertThat(answer(game.claimTerritory.claim(officer, new TerritoryId(UUID.randomUUID()), 1)))
                .isEqualTo(refused(new UnknownTerritory()));
        assertThat(claim(officer, stored(TestLand.inactive(neutral())))).isEqualTo(refused(new UnknownTerritory()));
    }

    @Test
    void givenAPlayerWithoutClan_itIsRefused() {
        assertThat(claim(anyPlayer(), stored(neutral()))).isEqualTo(refused(new NotAMember()));
    }

    @Test
    void givenALowRank_itIsRefused() {
        assertThat(claim(clans.member(clan, Rank.VETERAN), stored(neutral())))
                .isEqualTo(refused(new InsufficientRank(Rank.OFFICER)));
    }

    @Test
    void givenASuspendedClan_itIsRefused() {
        clans.disband(clan);

        assertThat(claim(officer, stored(neutral()))).isEqualTo(refused(new ClanNotActive(ClanStatus.DISBANDED)));
    }

    @Test
    void givenOwnedLand_itIsRefused() {
        assertThat(claim(officer, stored(owned(anyClan())))).isEqualTo(refused(new NotNeutral(TerritoryState.OWNED)));
    }

    @Test
    void givenLandAtWar_itIsRefused() {
        var war = anyWar();

        assertThat(claim(officer, stored(owned(anyClan()).reservedFor(war))))
                .isEqualTo(refused(new TerritoryLocked(war)));
    }

    @Test
    void givenLevelTwo_itIsRefused() {
        var beginner = clans.officerOf(anyClan(), 2, 100_000);

        assertThat(claim(beginner, stored(neutral()))).isEqualTo(refused(new ClanLevelTooLow(3)));
    }

    @Test
    void givenARunningClaimOfTheClan_thereIsNoSecond() {
        var land = stored(neutral());
        var first = done(claim(officer, land));

        assertThat(claim(officer, land)).isEqualTo(refused(new ClaimAlreadyRunning(first.id())));
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "4, 3", "5, 4", "10, 5", "100, 23"})
    void givenLandAndClaimsUpToTheCap_thereIsNoMore(int level, int cap) {
        var grown = anyClan();
        var claimer = clans.officerOf(grown, level, 1_000_000);
        stored(owned(grown));
        for (var i = 1; i < cap; i++) {
            assertThat(claim(claimer, stored(neutral()))).isInstanceOf(Result.Done.class);
        }

        assertThat(claim(claimer, stored(neutral()))).isEqualTo(refused(new CapReached(cap)));
    }

    @Test
    void givenAnotherVersion_itIsRefused() {
        assertThat(answer(game.claimTerritory.claim(officer, stored(neutral()).id(), 4)))
                .isEqualTo(refused(new VersionMismatch(1)));
    }

    @Test
    void givenOneCreditShort_nothingIsTaken() {
        var poor = anyClan();
        var player = clans.officerOf(poor, 3, 4_999);

        assertThat(claim(player, stored(neutral()))).isEqualTo(refused(new TreasuryInsufficient(5_000)));
        assertThat(clans.treasury(poor)).isEqualTo(4_999);
        assertThat(game.timers.pending()).isEmpty();
    }
}
