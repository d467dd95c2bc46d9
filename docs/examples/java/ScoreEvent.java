import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// One thing that happened and yields points. Its id is made once, and kept for every repeat.
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScoreEvent(
        @JsonProperty("event_id") UUID eventId,
        @JsonProperty("war_id") UUID war,
        @JsonProperty("battle_id") UUID battle,
        String type,
        @JsonProperty("player_id") UUID player,
        @JsonProperty("victim_id") UUID victim,
        List<UUID> players,
        @JsonProperty("occurred_at") Instant occurredAt) {

    static ScoreEvent kill(UUID war, UUID killer, UUID victim, UUID battle) {
        return new ScoreEvent(UUID.randomUUID(), war, battle, "KILL", killer, victim, null, Instant.now());
    }

    static ScoreEvent assist(UUID war, UUID assistant, UUID victim, UUID battle) {
        return new ScoreEvent(UUID.randomUUID(), war, battle, "ASSIST", assistant, victim, null, Instant.now());
    }

    static ScoreEvent objective(UUID war, List<UUID> capturers, UUID battle) {
        var id = UUID.randomUUID();
        return new ScoreEvent(id, war, battle, "OBJECTIVE_CAPTURE", null, null, capturers, Instant.now());
    }
}
