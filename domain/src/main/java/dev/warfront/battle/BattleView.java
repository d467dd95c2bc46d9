package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A battle as readers see it.
///
/// @param attackerScore 0 until its end, as defenderScore; live ones are in the war's totals
/// @param holderSide who holds its territory; of an ended battle, who held it from its end on
/// @param winnerSide null while it runs, and when nobody won
/// @param captured the land changed its holder by it
/// @param server the game server that is its host; null while none is
public record BattleView(
        BattleTerms terms,
        BattleStatus status,
        @Nullable Instant startedAt,
        @Nullable Instant endsAt,
        @Nullable Instant endedAt,
        long attackerScore,
        long defenderScore,
        Side holderSide,
        @Nullable Side winnerSide,
        @Nullable BattleEndReason endReason,
        boolean captured,
        @Nullable UUID server,
        long version) {
    public static BattleView of(Battle battle) {
        return switch (battle) {
            case Battle.Created created -> running(created, null, null);
            case Battle.Active active -> running(active, active.startedAt(), active.endsAt());
            case Battle.Ended ended ->
                new BattleView(
                        ended.terms(),
                        ended.status(),
                        ended.startedAt(),
                        ended.endsAt(),
                        ended.endedAt(),
                        ended.score().attacker(),
                        ended.score().defender(),
                        ended.holder(),
                        ended.winner(),
                        ended.reason(),
                        ended.captured(),
                        ended.server(),
                        ended.version());
        };
    }

    private static BattleView running(Battle battle, @Nullable Instant startedAt, @Nullable Instant endsAt) {
        return new BattleView(
                battle.terms(),
                battle.status(),
                startedAt,
                endsAt,
                null,
                0,
                0,
                battle.holder(),
                null,
                null,
                false,
                battle.server(),
                battle.version());
    }

    public BattleId id() {
        return terms.id();
    }

    public WarId war() {
        return terms.war();
    }

    public TerritoryId territory() {
        return terms.territory();
    }

    /// When its zone opens: a little before the start.
    public Instant zoneOpensAt() {
        return (startedAt == null ? terms.scheduledAt() : startedAt).minus(BattleTerms.Zone.MARGIN);
    }

    /// When its zone closes: a little after the end, as far as it is known; null before the start.
    public @Nullable Instant zoneClosesAt() {
        var end = endedAt == null ? endsAt : endedAt;
        return end == null ? null : end.plus(BattleTerms.Zone.MARGIN);
    }
}
