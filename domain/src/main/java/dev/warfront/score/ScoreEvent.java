package dev.warfront.score;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A score event as a game server reports it: complete for its type, but not yet believed.
///
/// @param eventId the sender's id of it, the same however often it is sent
/// @param battle the battle it happened in, null in the open world
/// @param type what it says; may be a name nobody knows
/// @param player who did it; null where several did
/// @param victim whom it was done to
/// @param players among whom the points are shared
/// @param basePoints what the sender believes it is worth; null when it leaves that to the rules
/// @param occurredAt in milliseconds, by the sender's clock
public record ScoreEvent(
        UUID eventId,
        WarId war,
        @Nullable BattleId battle,
        String type,
        @Nullable PlayerId player,
        @Nullable PlayerId victim,
        List<PlayerId> players,
        @Nullable Long basePoints,
        Instant occurredAt) {
    public ScoreEvent {
        players = List.copyOf(players);
        if (ScoreType.isAgainstVictim(type) && (player == null || victim == null)) {
            throw new IllegalArgumentException(type + " " + eventId + " without player or victim");
        }
    }

    /// Eight bytes that tell two contents of one id apart. The same on every node and after every restart,
    /// since it is stored; not meant to withstand an attacker, who would need a server's key first.
    public long payloadHash() {
        var mix = new PayloadHash()
                .add(war.value())
                .add(battle == null ? null : battle.value())
                .add(type)
                .add(player == null ? null : player.value())
                .add(victim == null ? null : victim.value())
                .add(basePoints == null ? Long.MIN_VALUE : basePoints)
                .add(occurredAt.toEpochMilli());
        players.forEach(each -> mix.add(each.value()));
        return mix.value();
    }
}
