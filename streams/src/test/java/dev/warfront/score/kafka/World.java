package dev.warfront.score.kafka;

import dev.warfront.battle.ScoredBattle;
import dev.warfront.battle.ScoredBattles;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.postgres.ScoresOnPostgres;
import dev.warfront.war.Leads;
import dev.warfront.war.ParticipantStatus;
import dev.warfront.war.Roster;
import dev.warfront.war.Rosters;
import dev.warfront.war.ScoredWar;
import dev.warfront.war.ScoredWars;
import dev.warfront.war.WarRules;
import dev.warfront.war.WarStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/// Wars that are ACTIVE, with 15 players a side; what the neighbours of the pipeline would answer.
final class World implements ScoredWars, Rosters {
    static final int PLAYERS = 15;
    private final Map<WarId, ScoredWar> wars = new ConcurrentHashMap<>();
    private final Map<WarId, Roster> rosters = new ConcurrentHashMap<>();
    private final Map<BattleId, ScoredBattle> battles = new ConcurrentHashMap<>();

    WarId newWar() {
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
                        WarRules.of(List.of(ScoresOnPostgres.WINDOW)),
                        1));
        var players = new HashMap<PlayerId, Roster.Entry>();
        for (var i = 0; i < PLAYERS; i++) {
            players.put(
                    attacker(id, i), new Roster.Entry(attackers, Side.ATTACKER, ParticipantStatus.ACTIVE, from, false));
            players.put(
                    defender(id, i), new Roster.Entry(defenders, Side.DEFENDER, ParticipantStatus.ACTIVE, from, false));
        }
        rosters.put(id, new Roster(id, 1, players));
        return id;
    }

    static PlayerId attacker(WarId war, int number) {
        return new PlayerId(new UUID(war.value().getMostSignificantBits(), number));
    }

    static PlayerId defender(WarId war, int number) {
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
    public Mono<Roster> of(WarId war) {
        return Mono.justOrEmpty(rosters.get(war));
    }

    /// The battles, as the other port of the same method names.
    ScoredBattles battles() {
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
