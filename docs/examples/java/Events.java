import dev.warfront.client.model.ScoreEvent;
import dev.warfront.client.model.ScoreType;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/// Score events of one war. The id of each is made once, and kept for every repeat.
record Events(UUID war) {
    ScoreEvent kill(UUID killer, UUID victim, UUID battle) {
        return event(ScoreType.KILL).playerId(killer).victimId(victim).battleId(battle);
    }

    ScoreEvent assist(UUID assistant, UUID victim, UUID battle) {
        return event(ScoreType.ASSIST).playerId(assistant).victimId(victim).battleId(battle);
    }

    ScoreEvent objective(List<UUID> capturers, UUID battle) {
        return event(ScoreType.OBJECTIVE_CAPTURE).players(capturers).battleId(battle);
    }

    private ScoreEvent event(ScoreType type) {
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        return new ScoreEvent().eventId(UUID.randomUUID()).warId(war).type(type).occurredAt(now);
    }
}
