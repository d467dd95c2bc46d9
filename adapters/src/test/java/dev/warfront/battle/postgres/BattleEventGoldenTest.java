package dev.warfront.battle.postgres;

import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.BattleEvent;
import dev.warfront.battle.BattleScores;
import dev.warfront.battle.BattleType;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.outbox.postgres.EventGoldenContract;
import dev.warfront.outbox.postgres.EventMapping;
import dev.warfront.territory.Location;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

class BattleEventGoldenTest implements EventGoldenContract<BattleEvent> {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00.123Z");
    private static final BattleId BATTLE = new BattleId(new UUID(5, 1));
    private static final WarId WAR = new WarId(new UUID(5, 2));
    private static final TerritoryId LAND = new TerritoryId(new UUID(5, 3));

    @Override
    public String context() {
        return "battle";
    }

    @Override
    public EventMapping<BattleEvent> mapping() {
        return new BattleEventMapping();
    }

    @Override
    public List<BattleEvent> samples() {
        return List.of(
                new BattleEvent.Scheduled(
                        BATTLE, WAR, LAND, BattleType.SIEGE, NOW, new Location(1.5, -2.25, 300), 500, 50),
                new BattleEvent.Started(BATTLE, WAR, NOW, NOW.plusSeconds(2_700)),
                ended(BattleEndReason.DECISIVE, Side.ATTACKER, true, null),
                ended(BattleEndReason.ABORTED, null, false, null),
                ended(BattleEndReason.ABORTED, null, false, new PlayerId(new UUID(5, 6))),
                new BattleEvent.TerritoryCaptured(
                        WAR, LAND, new ClanId(new UUID(5, 4)), new ClanId(new UUID(5, 5)), BATTLE, 480, 2, 7, NOW));
    }

    private static BattleEvent ended(
            BattleEndReason reason, @Nullable Side winner, boolean captured, @Nullable PlayerId endedBy) {
        var score = new BattleScores.Score(120, -30);
        return new BattleEvent.Ended(
                BATTLE, WAR, reason, winner, score, Duration.ofSeconds(61), captured, endedBy, NOW);
    }
}
