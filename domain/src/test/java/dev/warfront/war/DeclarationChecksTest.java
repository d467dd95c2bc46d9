package dev.warfront.war;

import static dev.warfront.war.TestWars.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.warfront.guild.Clan;
import dev.warfront.guild.ClanRegistration;
import dev.warfront.guild.ClanStatus;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Location;
import dev.warfront.territory.Territory;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.TestLand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every code of a declaration, alone and in its order.
class DeclarationChecksTest {
    private static final ClanId ATTACKER = new ClanId(new UUID(1, 1));
    private static final ClanId DEFENDER = new ClanId(new UUID(1, 2));
    private static final Wars.History PEACE = new Wars.History(null, null, 0, 0, 0, 0);

    private final Territory target = TestLand.owned(DEFENDER);

    @Test
    void givenEverythingInOrder_nothingSpeaksAgainstIt() {
        assertThat(codes(new Case())).isEmpty();
    }

    @Test
    void ofOneself_isSelfTarget() {
        var one = new Case();
        one.defender = one.attacker;

        assertThat(codes(one)).startsWith(DeclarationCode.WAR_SELF_TARGET);
    }

    @Test
    void suspendedOrDisbandedClans_takeNoPart() {
        for (var status : List.of(ClanStatus.SUSPENDED, ClanStatus.DISBANDED)) {
            var attacking = new Case();
            attacking.attacker.status = status;
            var defending = new Case();
            defending.defender.status = status;

            assertThat(codes(attacking)).containsExactly(DeclarationCode.CLAN_NOT_ACTIVE);
            assertThat(codes(defending)).containsExactly(DeclarationCode.CLAN_NOT_ACTIVE);
        }
    }

    @Test
    void clansOfTwoRegions_doNotMeet() {
        var one = new Case();
        one.defender.region = "us";

        assertThat(codes(one)).containsExactly(DeclarationCode.WAR_REGION_MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({"15, true", "14, false"})
    void eitherClanNeedsFifteenMembers(int members, boolean enough) {
        var attacking = new Case();
        attacking.attacker.members = members;
        var defending = new Case();
        defending.defender.members = members;

        assertThat(codes(attacking).contains(DeclarationCode.WAR_ATTACKER_TOO_SMALL))
                .isEqualTo(!enough);
        assertThat(codes(defending).contains(DeclarationCode.WAR_DEFENDER_TOO_SMALL))
                .isEqualTo(!enough);
    }

    @ParameterizedTest
    @CsvSource({
        "3, RESOURCE, true",
        "2, RESOURCE, false",
        "5, STRATEGIC, true",
        "4, STRATEGIC, false",
        "4, CAPITAL, false"
    })
    void theAttackersLevelFollowsFromTheLand(int level, TerritoryType type, boolean enough) {
        var one = new Case();
        one.attacker.level = level;
        one.found = List.of(TestLand.land(type, new Location(0, 0, 0), DEFENDER));

        assertThat(codes(one).contains(DeclarationCode.WAR_ATTACKER_LEVEL_TOO_LOW))
                .isEqualTo(!enough);
    }

    @Test
    void theDefenderNeedsLevelThree() {
        var one = new Case();
        one.defender.level = 2;

        assertThat(codes(one)).containsExactly(DeclarationCode.WAR_DEFENDER_LEVEL_TOO_LOW);
    }

    @Test
    void clansYoungerThanAWeek_areTooYoung() {
        var justOld = new Case();
        justOld.attacker.createdAt = NOW.minus(Duration.ofDays(7));
        var young = new Case();
        young.defender.createdAt = NOW.minus(Duration.ofDays(7)).plusMillis(1);

        assertThat(codes(justOld)).isEmpty();
        assertThat(codes(young)).containsExactly(DeclarationCode.WAR_CLAN_TOO_YOUNG);
    }

    @ParameterizedTest
    @CsvSource({"60, 15, 5, 5, false", "61, 15, 5, 5, true", "15, 15, 25, 5, false", "15, 15, 26, 5, true"})
    void theStrongDoNotFallUponTheWeak(int seen, int defenderSeen, int level, int defenderLevel, boolean tooLarge) {
        var one = new Case();
        one.attackerSeen = seen;
        one.defenderSeen = defenderSeen;
        one.attacker.level = level;
        one.defender.level = defenderLevel;

        assertThat(codes(one).contains(DeclarationCode.WAR_POWER_GAP_TOO_LARGE)).isEqualTo(tooLarge);
    }

    @Test
    void aSecondWarOfThePair_namesTheFirst() {
        var open = new WarId(UUID.randomUUID());
        var one = new Case();
        one.history = new Wars.History(open, null, 0, 0, 0, 1);

        assertThat(one.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.code()).isEqualTo(DeclarationCode.WAR_ALREADY_OPEN);
            assertThat(violation.openWar()).isEqualTo(open);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "1, 4, 2, 999,",
        "2, 2, 0, 2, WAR_ATTACKER_LIMIT",
        "0, 5, 0, 5, WAR_ATTACKER_LIMIT",
        "0, 0, 3, 3, WAR_DEFENDER_LIMIT",
        "0, 0, 0, 1000, WAR_CAPACITY_EXCEEDED"
    })
    void openWarsAreLimited(int offensive, int total, int defensive, int world, @Nullable DeclarationCode code) {
        var one = new Case();
        one.history = new Wars.History(null, null, offensive, total, defensive, world);

        assertThat(codes(one)).isEqualTo(Stream.ofNullable(code).toList());
    }

    @Test
    void rest_isGrantedUntilAnInstant() {
        var rested = new Case();
        rested.attacker.cooldownUntil = NOW;
        rested.defender.immuneUntil = NOW;
        rested.history = new Wars.History(null, NOW.minus(Duration.ofDays(14)), 0, 0, 0, 0);
        var restless = new Case();
        restless.attacker.cooldownUntil = NOW.plusMillis(1);
        restless.defender.immuneUntil = NOW.plusMillis(3);
        restless.history = new Wars.History(null, NOW.minus(Duration.ofDays(14)).plusMillis(2), 0, 0, 0, 0);

        assertThat(codes(rested)).isEmpty();
        assertThat(restless.violations())
                .extracting(DeclarationViolation::code, DeclarationViolation::retryAt)
                .containsExactly(
                        tuple(DeclarationCode.WAR_DECLARE_COOLDOWN, NOW.plusMillis(1)),
                        tuple(DeclarationCode.WAR_PAIR_COOLDOWN, NOW.plusMillis(2)),
                        tuple(DeclarationCode.WAR_TARGET_IMMUNE, NOW.plusMillis(3)));
    }

    @Test
    void warsAboutLandNeedLand_warsAboutPointsHaveNone() {
        var without = new Case();
        without.found = List.of();
        var ranking = new Case();
        ranking.type = WarType.RANKING;
        var stock = new Case();
        stock.type = WarType.RESOURCE;
        stock.attacker.level = 9;
        stock.found = List.of(TestLand.land(TerritoryType.CAPITAL, new Location(0, 0, 0), DEFENDER));

        assertThat(codes(without)).containsExactly(DeclarationCode.WAR_TERRITORY_REQUIRED);
        assertThat(codes(ranking)).containsExactly(DeclarationCode.WAR_TERRITORY_LIMIT);
        assertThat(codes(stock)).containsExactly(DeclarationCode.WAR_TERRITORY_REQUIRED);
    }

    @Test
    void fiveTargets_areTheMost() {
        var one = new Case();
        one.found = Stream.generate(() -> TestLand.owned(DEFENDER)).limit(5).toList();
        var more = new Case();
        more.found = Stream.generate(() -> TestLand.owned(DEFENDER)).limit(6).toList();

        assertThat(codes(one)).isEmpty();
        assertThat(codes(more)).containsExactly(DeclarationCode.WAR_TERRITORY_LIMIT);
    }

    @Test
    void landMustExistAndBelongToTheDefender() {
        var unknown = new Case();
        unknown.more = List.of(TestWars.anyTerritory());
        var thirds = new Case();
        thirds.found = List.of(target, TestLand.owned(new ClanId(UUID.randomUUID())));
        var nobodys = new Case();
        nobodys.found = List.of(TestLand.neutral());

        assertThat(codes(unknown)).containsExactly(DeclarationCode.WAR_TERRITORY_NOT_FOUND);
        assertThat(codes(thirds)).containsExactly(DeclarationCode.WAR_TERRITORY_NOT_DEFENDERS);
        assertThat(codes(nobodys)).containsExactly(DeclarationCode.WAR_TERRITORY_NOT_DEFENDERS);
    }

    @Test
    void landMustBeFreeAndWithinReach() {
        var one = new Case();
        one.found = List.of(TestLand.locked(target, new WarId(UUID.randomUUID())));
        var far = new Case();
        far.unreachable = List.of(target.id());

        assertThat(codes(one)).containsExactly(DeclarationCode.WAR_TERRITORY_LOCKED);
        assertThat(codes(far)).containsExactly(DeclarationCode.WAR_TERRITORY_UNREACHABLE);
    }

    @Test
    void theTreasuryMustHaveTheCost() {
        var enough = new Case();
        enough.attacker.treasury = 10_000;
        var oneShort = new Case();
        oneShort.attacker.treasury = 9_999;

        assertThat(codes(enough)).isEmpty();
        assertThat(oneShort.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.code()).isEqualTo(DeclarationCode.WAR_TREASURY_INSUFFICIENT);
            assertThat(violation.cost()).isEqualTo(10_000);
        });
    }

    @Test
    void allReasonsAreGivenInTheirOrder() {
        var one = new Case();
        one.attacker.members = 1;
        one.attacker.level = 1;
        one.attacker.treasury = 0;
        one.defender.region = "us";
        one.found = List.of();
        one.history = new Wars.History(new WarId(UUID.randomUUID()), null, 2, 5, 3, 1_000);

        assertThat(codes(one))
                .isSorted()
                .containsExactly(
                        DeclarationCode.WAR_REGION_MISMATCH,
                        DeclarationCode.WAR_ATTACKER_TOO_SMALL,
                        DeclarationCode.WAR_ATTACKER_LEVEL_TOO_LOW,
                        DeclarationCode.WAR_ALREADY_OPEN,
                        DeclarationCode.WAR_ATTACKER_LIMIT,
                        DeclarationCode.WAR_DEFENDER_LIMIT,
                        DeclarationCode.WAR_TERRITORY_REQUIRED,
                        DeclarationCode.WAR_TREASURY_INSUFFICIENT,
                        DeclarationCode.WAR_CAPACITY_EXCEEDED);
    }

    @ParameterizedTest
    @CsvSource({"15, 0, 10000", "30, 0, 10000", "31, 0, 10100", "100, 1, 25500", "100, 0, 17000", "1000, 1, 100000"})
    void theCostGrowsWithTheDefenderAndTheWarsThatAreOpen(int members, int open, long cost) {
        assertThat(TestWars.SETTINGS.declare().cost(members, open)).isEqualTo(cost);
    }

    private static List<DeclarationCode> codes(Case one) {
        return one.violations().stream().map(DeclarationViolation::code).toList();
    }

    /// A declaration in order, until a test spoils it.
    private final class Case {
        private final Side attackerSide = new Side(ATTACKER);
        private Side attacker = attackerSide;
        private Side defender = new Side(DEFENDER);
        private int attackerSeen = 15;
        private int defenderSeen = 15;
        private WarType type = WarType.TERRITORIAL;
        private Wars.History history = PEACE;
        private List<Territory> found = List.of(target);
        private List<TerritoryId> more = List.of();
        private List<TerritoryId> unreachable = List.of();

        private List<DeclarationViolation> violations() {
            var named = Stream.concat(found.stream().map(Territory::id), more.stream())
                    .toList();
            return DeclarationChecks.of(
                    TestWars.SETTINGS,
                    new DeclarationContext(
                            type,
                            attacker.clan(),
                            defender.clan(),
                            attackerSeen,
                            defenderSeen,
                            history,
                            named,
                            found,
                            unreachable,
                            NOW));
        }
    }

    private static final class Side {
        private final ClanId id;
        private int members = 15;
        private int level = 3;
        private long treasury = 1_000_000;
        private String region = "eu";
        private ClanStatus status = ClanStatus.ACTIVE;
        private @Nullable Instant immuneUntil;
        private @Nullable Instant cooldownUntil;
        private Instant createdAt = NOW.minus(Duration.ofDays(30));

        private Side(ClanId id) {
            this.id = id;
        }

        private Clan clan() {
            return new Clan(
                    id,
                    new ClanRegistration("Clan " + id.value(), "TAG", region),
                    status,
                    new Clan.Headcount(new PlayerId(UUID.randomUUID()), members, 1_000),
                    new Clan.Earnings(level, 0, 0, treasury),
                    new Clan.WarRecord(immuneUntil, cooldownUntil, 0, 1_000),
                    createdAt,
                    1);
        }
    }
}
