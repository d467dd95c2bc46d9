package dev.warfront.score;

import dev.warfront.battle.BattleStatus;
import dev.warfront.battle.CaptureRules;
import dev.warfront.battle.ScoredBattle;
import dev.warfront.battle.ScoredBattles;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.war.Leads;
import dev.warfront.war.ParticipantStatus;
import dev.warfront.war.Roster;
import dev.warfront.war.Rosters;
import dev.warfront.war.ScoredWar;
import dev.warfront.war.ScoredWars;
import dev.warfront.war.TestWars;
import dev.warfront.war.WarRules;
import dev.warfront.war.WarStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/// Wars that are ACTIVE since an hour, with 15 players a side: what the neighbours of the pipeline would
/// answer. For tests of other rooms too.
public final class ScoreWorld implements ScoredWars, Rosters {
    public static final int PLAYERS = 15;
    public static final ScoreWindow WINDOW =
            new ScoreWindow(Duration.ofSeconds(60), Duration.ofMinutes(10), Duration.ofSeconds(60));
    public static final CaptureRules CAPTURES = new CaptureRules(200, 1_000, Duration.ofMinutes(30));

    private final Map<WarId, ScoredWar> wars = new ConcurrentHashMap<>();
    private final Map<WarId, Roster> rosters = new ConcurrentHashMap<>();
    private final Map<BattleId, ScoredBattle> battles = new ConcurrentHashMap<>();

    public WarId newWar() {
        return newWar(CAPTURES);
    }

    public WarId newWar(CaptureRules captures) {
        var id = new WarId(UUID.randomUUID());
        var attackers = new ClanId(UUID.randomUUID());
        var defenders = new ClanId(UUID.randomUUID());
        var from = Instant.now().minus(Duration.ofHours(1));
        wars.put(
                id,
                new ScoredWar(
                        id,
                        WarStatus.ACTIVE,
                        3,
                        new Leads(attackers, defenders),
                        from,
                        from.plus(Duration.ofDays(7)),
                        null,
                        WarRules.of(List.of(WINDOW, captures)),
                        1));
        var players = new HashMap<PlayerId, Roster.Entry>();
        for (var i = 0; i < PLAYERS; i++) {
            players.put(
                    attacker(id, i),
                    TestWars.onRosterFrom(attackers, Side.ATTACKER, ParticipantStatus.ACTIVE, from, false));
            players.put(
                    defender(id, i),
                    TestWars.onRosterFrom(defenders, Side.DEFENDER, ParticipantStatus.ACTIVE, from, false));
        }
        rosters.put(id, new Roster(id, 1, players));
        return id;
    }

    /// A battle of the war that has begun a minute ago.
    public BattleId newBattle(WarId war) {
        var id = new BattleId(UUID.randomUUID());
        battles.put(
                id,
                new ScoredBattle(
                        id,
                        war,
                        new TerritoryId(UUID.randomUUID()),
                        BattleStatus.ACTIVE,
                        Instant.now().minusSeconds(60),
                        null));
        return id;
    }

    public Leads leads(WarId war) {
        return Objects.requireNonNull(wars.get(war)).leads();
    }

    public static PlayerId attacker(WarId war, int number) {
        return new PlayerId(new UUID(war.value().getMostSignificantBits(), number));
    }

    public static PlayerId defender(WarId war, int number) {
        return new PlayerId(new UUID(war.value().getMostSignificantBits(), 1_000 + number));
    }

    @Override
    public Mono<Map<WarId, ScoredWar>> find(Collection<WarId> ids) {
        return Mono.fromSupplier(() -> known(wars, ids));
    }

    @Override
    public Mono<Map<WarId, ScoredWar>> lockShared(Collection<WarId> ids) {
        return find(ids);
    }

    @Override
    public Mono<Roster> of(WarId war, Instant since) {
        return Mono.justOrEmpty(rosters.get(war));
    }

    /// The battles, as the other port of the same method names.
    public ScoredBattles battles() {
        return new ScoredBattles() {
            @Override
            public Mono<Map<BattleId, ScoredBattle>> find(Collection<BattleId> ids) {
                return Mono.fromSupplier(() -> known(battles, ids));
            }

            @Override
            public Mono<Map<BattleId, ScoredBattle>> lockShared(Collection<BattleId> ids) {
                return find(ids);
            }
        };
    }

    private static <K, V> Map<K, V> known(Map<K, V> all, Collection<K> ids) {
        return ids.stream()
                .filter(all::containsKey)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), all::get));
    }
}
