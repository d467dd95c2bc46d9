package dev.warfront.war.postgres;

import static dev.warfront.war.postgres.WarWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Event;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.outbox.postgres.EventMappings;
import dev.warfront.outbox.postgres.LoggedEventMapping;
import dev.warfront.outbox.postgres.Published;
import dev.warfront.war.LoggedEvent;
import dev.warfront.war.WarViews;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Who may see an entry of a war's log is what the mapping of its event says.
class WarLogReadersTest {
    private final WarWorld world = new WarWorld();
    private final ClanId attacker = new ClanId(UUID.randomUUID());
    private final ClanId defender = new ClanId(UUID.randomUUID());

    @BeforeEach
    void clans() {
        world.clan(defender);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void givenAnEventThatIsNotPublic_onlyTheClansOfTheWarSeeIt() {
        var war = world.declare(world.clan(attacker).getFirst(), attacker, defender);
        var log = new PostgresWarLog(
                world.database(),
                new EventMappings(List.of(new WhisperMapping())),
                world.get(WarEventMapping.class),
                WireJson.jsonMapper(),
                world.get(WarMeters.class),
                List.of());
        var said = List.of(new Whisper(false, world.clock.instant()), new Whisper(true, world.clock.instant()));

        WarWorld.run(world.transactions().inTransaction(log.append(war, said)));

        assertThat(seenBy(war, null)).containsExactly("war.declared", "test.aloud");
        assertThat(seenBy(war, new ClanId(UUID.randomUUID()))).containsExactly("war.declared", "test.aloud");
        assertThat(seenBy(war, defender)).containsExactly("war.declared", "test.whispered", "test.aloud");
    }

    private List<String> seenBy(WarId war, @Nullable ClanId reader) {
        return await(world.get(WarViews.class).eventsAfter(war, reader, 0, 10)).stream()
                .map(LoggedEvent::type)
                .toList();
    }

    private record Whisper(boolean aloud, Instant occurredAt) implements Event {}

    /// Nobody stores it, so nobody parses it.
    private static final class WhisperMapping implements LoggedEventMapping<Whisper> {
        @Override
        public Class<Whisper> type() {
            return Whisper.class;
        }

        @Override
        public boolean isPublic(Whisper event) {
            return event.aloud();
        }

        @Override
        public Published map(Whisper event) {
            var type = event.aloud() ? "test.aloud" : "test.whispered";
            return new Published(type, 1, "test", new UUID(1, 1), "test.topic", "key", Map.of());
        }

        @Override
        public Whisper parse(String eventType, JsonNode payload) {
            throw new UnsupportedOperationException(eventType);
        }
    }
}
