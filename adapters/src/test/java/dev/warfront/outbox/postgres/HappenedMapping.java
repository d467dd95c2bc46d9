package dev.warfront.outbox.postgres;

import dev.warfront.kernel.json.WireJson;
import dev.warfront.outbox.OutboxContract;
import dev.warfront.outbox.OutboxContract.Happened;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// How the test's events look on the wire.
final class HappenedMapping implements EventMapping<Happened> {
    private static final String TYPE = "test.happened";

    record Payload(UUID about, int number) {}

    @Override
    public Class<Happened> type() {
        return Happened.class;
    }

    @Override
    public Published map(Happened event) {
        var about = event.about();
        return new Published(
                TYPE, 1, "test", about, "test.topic", about.toString(), new Payload(about, event.number()));
    }

    @Override
    public Happened parse(String eventType, JsonNode payload) {
        if (!eventType.equals(TYPE)) {
            throw new IllegalArgumentException(eventType);
        }
        var stored = WireJson.jsonMapper().treeToValue(payload, Payload.class);
        return OutboxContract.happened(stored.about(), stored.number()).getFirst();
    }
}
