package dev.warfront.war;

import dev.warfront.battle.BattleRules;
import dev.warfront.battle.CaptureRules;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.score.ScoreWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Wars and their rules for tests; names only what matters.
public final class TestWars {
    public static final Duration PATIENCE = Duration.ofSeconds(10);
    public static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    /// The numbers of the reference.
    public static final WarSettings SETTINGS = new WarSettings(
            new WarSettings.Phase(Duration.ofHours(1), Duration.ofHours(24), Duration.ofDays(7)),
            new WarSettings.Timer(Duration.ofMinutes(15)),
            new WarSettings.Declare(
                    15,
                    3,
                    5,
                    Duration.ofDays(7),
                    4,
                    20,
                    Duration.ofDays(7),
                    5,
                    5_000,
                    false,
                    10_000,
                    30,
                    100,
                    5_000,
                    10,
                    10),
            new WarSettings.Limit(2, 3, 5, 1_000),
            new WarSettings.Start(10, Duration.ofDays(7)),
            new WarSettings.Roster(Duration.ofHours(24)),
            new WarSettings.Side(250),
            new WarSettings.Cancel(5_000, 2_500),
            new WarSettings.Cooldown(Duration.ofDays(14), Duration.ofHours(24)),
            new WarSettings.Immunity(Duration.ofHours(72), Duration.ofDays(7), Duration.ofHours(24)),
            new WarSettings.Land(Duration.ofHours(72)),
            new WarSettings.Winner(100));

    /// All that a war keeps, with the numbers of the reference.
    public static final List<WarRule> SECTIONS = List.of(
            SETTINGS,
            new ScoreWindow(Duration.ofSeconds(60), Duration.ofMinutes(10), Duration.ofSeconds(60)),
            new BattleRules(
                    3,
                    1_000,
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(45),
                    Duration.ofMinutes(60),
                    250,
                    500,
                    20,
                    50,
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60)),
            new CaptureRules(200, 1_000, Duration.ofMinutes(30)));

    /// On the roster ever since, while it is ACTIVE.
    ///
    /// @param eligibleFrom events before it are not its own to score
    public static Roster.Entry onRosterFrom(
            ClanId clan, Side side, ParticipantStatus status, Instant eligibleFrom, boolean changedSides) {
        var intervals = status == ParticipantStatus.ACTIVE
                ? List.of(new Roster.Interval(Instant.MIN, null, eligibleFrom))
                : List.<Roster.Interval>of();
        return new Roster.Entry(clan, side, status, intervals, changedSides);
    }

    public static final WarRules RULES = WarRules.of(SECTIONS);

    private TestWars() {}

    /// What was decided; a refusal fails the test.
    public static <T> T done(Result<T, WarRefusal> result) {
        return switch (result) {
            case Result.Done<T, WarRefusal>(var value) -> value;
            case Result.Refused<T, WarRefusal>(var refusal) -> throw new AssertionError(refusal.toString());
        };
    }

    /// Why it was refused; a decision fails the test.
    public static WarRefusal refusal(Result<?, WarRefusal> result) {
        return switch (result) {
            case Result.Done<?, WarRefusal>(var value) -> throw new AssertionError(value + " was not refused");
            case Result.Refused<?, WarRefusal>(var refusal) -> refusal;
        };
    }

    /// Settings with another size of sides.
    public static WarSettings withSides(int maxPlayers) {
        return with(SETTINGS.limit(), new WarSettings.Side(maxPlayers));
    }

    /// Settings of a world that bears so many wars.
    public static WarSettings withWars(int global) {
        var limit = SETTINGS.limit();
        return with(
                new WarSettings.Limit(limit.offensive(), limit.defensive(), limit.total(), global), SETTINGS.side());
    }

    private static WarSettings with(WarSettings.Limit limit, WarSettings.Side side) {
        return new WarSettings(
                SETTINGS.phase(),
                SETTINGS.timer(),
                SETTINGS.declare(),
                limit,
                SETTINGS.start(),
                SETTINGS.roster(),
                side,
                SETTINGS.cancel(),
                SETTINGS.cooldown(),
                SETTINGS.immunity(),
                SETTINGS.land(),
                SETTINGS.winner());
    }

    public static Leads anyLeads() {
        return new Leads(new ClanId(UUID.randomUUID()), new ClanId(UUID.randomUUID()));
    }

    public static WarTerms terms(Leads leads, WarType type, TerritoryId... targets) {
        return new WarTerms(
                new WarId(UUID.randomUUID()),
                leads,
                type,
                List.of(targets),
                NOW,
                new PlayerId(UUID.randomUUID()),
                10_000,
                "eu",
                RULES);
    }

    public static War.Declared declared() {
        return War.Declared.declare(terms(anyLeads(), WarType.TERRITORIAL, anyTerritory()))
                .war();
    }

    /// Begun as planned.
    public static War.Preparation preparation() {
        var war = declared();
        return war.prepare(war.deadlineAt(), war.deadlineAt()).war();
    }

    /// Begun as planned.
    public static War.Active active() {
        var war = preparation();
        var enough = new Turnout.Strength(true, SETTINGS.start().minActiveMembers());
        return (War.Active) war.begin(new Turnout(enough, enough), war.deadlineAt(), war.deadlineAt())
                .war();
    }

    /// Out of time.
    public static War.Ending ending() {
        var war = active();
        return war.timeUp(war.deadlineAt(), war.deadlineAt()).war();
    }

    public static TerritoryId anyTerritory() {
        return new TerritoryId(UUID.randomUUID());
    }

    public static Tally points(long points) {
        return new Tally(points, 0, 0, 0, 0);
    }

    public static FinalTotals totals(Tally attacker, Tally defender) {
        return new FinalTotals(1, attacker, defender, java.util.Map.of(), java.util.Map.of());
    }
}
