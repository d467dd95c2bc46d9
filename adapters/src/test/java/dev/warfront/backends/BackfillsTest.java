package dev.warfront.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/// What the migrations V0101 to V0160 made of the wars of version 0060. Of six wars one was cancelled, three
/// were fought to their end, in one a siege goes on, and one is just declared.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("version 0060") // its own tests run one after the other
class BackfillsTest {
    private static final ScratchDatabase BEFORE = ScratchDatabase.kept("0060");
    private static final ScratchDatabase AFTER = ScratchDatabase.kept("0060").migratedTo("0160");

    private static final String CANCELLED = "01a1ff09-fb2b-7000-a365-38cbb61c7860";
    private static final String ENDED = "01a1ff09-fed5-7000-b5a3-8d67ad6c9eac";
    private static final String ENDED_TOO = "01a1ff0a-c942-7000-82b1-b8fece000f2a";
    private static final String UNFOUGHT = "01a1ff0a-f946-7000-a20a-1ed8744942f4";
    private static final String RUNNING = "01a1ff0c-3784-7000-9e89-171635b8da99";
    private static final String DECLARED = "01a1ff0c-6565-7000-b397-c59569244fbe";
    private static final String SIEGE = "01a1ff0c-6117-7000-8b2b-fedec3bc0483";

    @AfterAll
    static void forget() {
        BEFORE.close();
        AFTER.close();
    }

    @Test
    void givenTheCountersOfAWar_theyGoOnInATableOfTheirOwn() {
        assertThat(AFTER.query("select war_id, log_seq, roster_change from clan_war_counters order by war_id"))
                .containsExactly(
                        CANCELLED + " 3 0",
                        ENDED + " 13 3",
                        ENDED_TOO + " 15 3",
                        UNFOUGHT + " 6 1",
                        RUNNING + " 10 3",
                        DECLARED + " 1 0")
                .isEqualTo(BEFORE.query("select id, log_seq, roster_change from clan_wars order by id"));
    }

    @Test
    void givenTheLogOfAWar_itsCounterIsTheLastEntry() {
        assertThat(AFTER.query("""
                        select war_id from clan_war_counters c
                        where log_seq <> (select max(seq) from clan_war_events e where e.war_id = c.war_id)""")).isEmpty();
    }

    @Test
    void givenWhoIsOnARoster_itsIntervalIsOpen_fromTheBeginningOrTheJoiningOn() {
        assertThat(AFTER.query("""
                        select war_id, from_at, eligible_from, count(*) from clan_war_roster_intervals
                        where until_at is null group by 1, 2, 3 order by 1, 2"""))
                .containsExactly(
                        ENDED + " 2026-11-21 16:56:56.533+00 2026-11-21 16:56:56.533+00 31",
                        ENDED + " 2026-11-21 16:57:00.117+00 2026-11-22 16:57:00.117+00 1",
                        ENDED_TOO + " 2026-11-21 16:57:48.388+00 2026-11-21 16:57:48.388+00 31",
                        ENDED_TOO + " 2026-11-21 16:57:48.88+00 2026-11-22 16:57:48.88+00 1",
                        UNFOUGHT + " 2026-11-21 16:58:00.682+00 2026-11-21 16:58:00.682+00 32",
                        RUNNING + " 2026-11-21 16:59:22.152+00 2026-11-21 16:59:22.152+00 31",
                        RUNNING + " 2026-11-21 16:59:22.541+00 2026-11-22 16:59:22.541+00 1");
    }

    @Test
    void givenWhoHasLeft_itsIntervalEndedWithItsMembership() {
        assertThat(AFTER.query("""
                        select war_id, player_id, from_at, until_at from clan_war_roster_intervals
                        where until_at is not null order by 1"""))
                .containsExactly(
                        ENDED + " 01a1ff09-52d6-7000-866f-17cff6a5efe1 2026-11-21 16:56:56.533+00"
                                + " 2026-11-21 16:56:59.635+00",
                        ENDED_TOO + " 01a1ff09-a1d5-7000-bda9-39b9f3c50f18 2026-11-21 16:57:48.388+00"
                                + " 2026-11-21 16:57:48.781+00",
                        RUNNING + " 01a1ff0c-2285-7000-84ea-54d24ffda2fa 2026-11-21 16:59:22.152+00"
                                + " 2026-11-21 16:59:22.481+00");
    }

    @Test
    void givenAParticipant_itHasAPlace_andOneInterval() {
        var participants = BEFORE.query("select war_id, player_id from clan_war_participants");

        assertThat(AFTER.query("select war_id, player_id from clan_war_participants where place"))
                .containsExactlyInAnyOrderElementsOf(participants);
        assertThat(AFTER.query("select war_id, player_id from clan_war_roster_intervals"))
                .containsExactlyInAnyOrderElementsOf(participants);
    }

    @Test
    void givenABattle_itIsFoughtAroundItsLand_bySoMany() {
        assertThat(AFTER.query("""
                        select battle_type, status, zone_center, zone_z, zone_radius_m, zone_z_min, zone_z_max,
                               max_per_side, captured
                        from clan_war_battles order by scheduled_at"""))
                .containsExactly(
                        "TERRITORY_BATTLE ENDED (-24770,5270) 530 250 280 780 20 t",
                        "SIEGE ENDED (-26910,2590) 564 500 64 1064 50 f",
                        "TERRITORY_BATTLE ENDED (1620,13200) 40 250 -210 290 20 t",
                        "SIEGE ENDED (530,9940) 44 500 -456 544 50 f",
                        "TERRITORY_BATTLE ENDED (1620,13200) 40 250 -210 290 20 f",
                        "TERRITORY_BATTLE ENDED (-270,-24480) 305 250 55 555 20 t",
                        "SIEGE ACTIVE (-3680,-25080) 301 500 -199 801 50 f",
                        "TERRITORY_BATTLE CREATED (-270,-24480) 305 250 55 555 20 f");
    }

    @Test
    void givenABattle_itsHostIsTheServerThatBeganIt() {
        var hosts = "select id, host, server_id from clan_war_battles";

        assertThat(AFTER.query(hosts)).containsExactlyInAnyOrderElementsOf(BEFORE.query(hosts));
        assertThat(AFTER.query("select host, server_id from clan_war_battles where id = '" + SIEGE + "'"))
                .containsExactly("GAME_SERVER 01a1ff08-efff-7000-a92c-573ca3c2ad93");
    }

    @Test
    void givenABattleThatRuns_aTimerEndsItAMinuteAfterItsTime() {
        assertThat(BEFORE.query("select ends_at from clan_war_battles where status = 'ACTIVE'"))
                .containsExactly("2026-11-21 17:44:23.837+00");
        assertThat(AFTER.query(
                        "select owner_id, ref_id, fence, fire_at, fired_at from timers where kind = 'BATTLE_END'"))
                .containsExactly(RUNNING + " " + SIEGE + " - 2026-11-21 17:45:23.837+00 -");
    }

    @Test
    void givenASiegeThatRuns_itsLandIsBesieged_andNoOther() {
        var atWar = "select id, state, locked_by_war_id, version from territories"
                + " where locked_by_war_id is not null order by id";

        assertThat(BEFORE.query(atWar)).containsExactlyElementsOf(land("CONTESTED", 4));
        assertThat(AFTER.query(atWar)).containsExactlyElementsOf(land("BESIEGED", 5));
    }

    private static List<String> land(String besieged, int version) {
        return List.of(
                "911c6fbe-4828-582a-af9b-d5c08c826a88 " + besieged + " " + RUNNING + " " + version,
                "a2619f32-60de-532b-9988-59797863309a LOCKED " + DECLARED + " 11",
                "e4f8381f-66ac-5fcd-8f8f-b3e427056d8c CONTESTED " + RUNNING + " 4");
    }

    @Test
    void givenTheFenceOfATimer_itIsTheEpochThatItWas() {
        assertThat(AFTER.query("select id, fence from timers where kind <> 'BATTLE_END'"))
                .containsExactlyInAnyOrderElementsOf(BEFORE.query("select id, phase_epoch from timers"));
        assertThat(AFTER.query("select fence, count(*) from timers where kind = 'PHASE' group by 1 order by 1"))
                .containsExactly("1 5", "2 4", "3 1");
    }

    @Test
    void givenTheEndOfAWar_itsReasonStays() {
        assertThat(AFTER.query("select id, end_reason from clan_wars order by id"))
                .containsExactly(
                        CANCELLED + " CANCELLED",
                        ENDED + " TIME_LIMIT",
                        ENDED_TOO + " TIME_LIMIT",
                        UNFOUGHT + " TIME_LIMIT",
                        RUNNING + " -",
                        DECLARED + " -");
    }

    @Test
    void givenTheClansOfAWar_theyStayInTheirRoles() {
        assertThat(AFTER.query("""
                        select war_id, role, status, points, kills, deaths from clan_war_clans
                        where points > 0 order by war_id, role"""))
                .containsExactly(
                        ENDED + " ATTACKER ACTIVE 681 33 25",
                        ENDED + " DEFENDER ACTIVE 265 25 33",
                        ENDED_TOO + " ATTACKER ACTIVE 451 13 9",
                        ENDED_TOO + " DEFENDER ACTIVE 93 9 13");
        assertThat(AFTER.query("select war_id, clan_id, role from clan_war_clans"))
                .hasSize(12)
                .containsExactlyInAnyOrderElementsOf(BEFORE.query("select war_id, clan_id, role from clan_war_clans"));
    }

    /// Captures were not locked then, and a migration locks none behind the back of a war.
    @Test
    void givenACapture_itIsAsUnlockedAsItWas() {
        assertThat(AFTER.query("""
                        select war_id, captured_at, capture_locked_until from clan_war_territories
                        where capture_count > 0 order by 1"""))
                .containsExactly(
                        ENDED + " 2026-11-21 16:57:02.585+00 -",
                        ENDED_TOO + " 2026-11-21 16:57:50.411+00 -",
                        RUNNING + " 2026-11-21 16:59:23.762+00 -");
    }

    @Test
    void givenATreasuryEntry_nothingOfItWasBurned() {
        assertThat(AFTER.query("select burned, count(*) from guild_treasury_entries group by 1"))
                .containsExactly("0 "
                        + BEFORE.query("select count(*) from guild_treasury_entries")
                                .getFirst());
    }
}
