package dev.warfront.score.json;

import static dev.warfront.score.json.EventField.BASE_POINTS;
import static dev.warfront.score.json.EventField.BATTLE_ID;
import static dev.warfront.score.json.EventField.CLAN_ID;
import static dev.warfront.score.json.EventField.EVENT_ID;
import static dev.warfront.score.json.EventField.OCCURRED_AT;
import static dev.warfront.score.json.EventField.PLAYERS;
import static dev.warfront.score.json.EventField.PLAYER_ID;
import static dev.warfront.score.json.EventField.SIDE;
import static dev.warfront.score.json.EventField.STORED_AT;
import static dev.warfront.score.json.EventField.TERRITORY_ID;
import static dev.warfront.score.json.EventField.TYPE;
import static dev.warfront.score.json.EventField.VICTIM_ID;
import static dev.warfront.score.json.EventField.WAR_ID;

import dev.warfront.battle.CaptureScoreEvent;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.score.LogRecord.Proof;
import dev.warfront.score.ParsedEvent;
import dev.warfront.score.ScoreEvent;
import dev.warfront.score.ScoreEventCodec;
import dev.warfront.score.ScoreType;
import dev.warfront.score.json.EventFields.Malformed;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// Score events as JSON objects. The names of their fields stand here and in the golden files, nowhere else.
@Component
final class JsonScoreEventCodec implements ScoreEventCodec {
    private static final String CUT_OFF = "CUT_OFF";
    private static final String UNKNOWN = "UNKNOWN";
    private static final int TYPE_LENGTH_MAX = 32;
    private static final String NO_OBJECT = "no JSON object";
    static final String NOT_AN_OBJECT = "not an object";

    private final JsonMapper json;

    JsonScoreEventCodec(JsonMapper json) {
        this.json = json;
    }

    @Override
    public ParsedEvent parse(@Nullable Object fields, @Nullable WarId war) {
        return fields instanceof Map<?, ?> values
                ? parse(EventFields.of(values, war), JsonScoreEventCodec::reported)
                : new ParsedEvent.Malformed(null, NOT_AN_OBJECT);
    }

    @Override
    public List<Part> parse(byte[] value, Proof proof) {
        Function<EventFields, ParsedEvent> read =
                proof == Proof.PROGRAM ? JsonScoreEventCodec::derived : JsonScoreEventCodec::reported;
        try (var parser = json.createParser(value)) {
            return parser.nextToken() == JsonToken.START_ARRAY
                    ? new BatchReader(parser, value.length, fields -> parse(fields, read)).parts()
                    : List.of(new Part(single(parser, read), 0, value.length));
        } catch (JacksonException e) {
            return List.of(new Part(new ParsedEvent.Malformed(null, NO_OBJECT), 0, value.length));
        }
    }

    private static ParsedEvent single(JsonParser parser, Function<EventFields, ParsedEvent> read) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return new ParsedEvent.Malformed(null, NO_OBJECT);
        }
        var fields = new EventReader(parser).object();
        return parser.nextToken() == null ? parse(fields, read) : new ParsedEvent.Malformed(null, NO_OBJECT);
    }

    private static ParsedEvent parse(EventFields fields, Function<EventFields, ParsedEvent> read) {
        try {
            return read.apply(fields);
        } catch (Malformed malformed) {
            return new ParsedEvent.Malformed(
                    eventId(fields), malformed.detail(), malformed.field().faulty());
        }
    }

    private static @Nullable UUID eventId(EventFields fields) {
        try {
            return fields.idOrNull(EVENT_ID);
        } catch (Malformed unreadable) {
            return null;
        }
    }

    private static ParsedEvent reported(EventFields fields) {
        var type = type(fields);
        var battle = fields.idOrNull(BATTLE_ID);
        var player = player(fields, PLAYER_ID, type);
        var victim = player(fields, VICTIM_ID, type);
        return new ParsedEvent.Reported(new ScoreEvent(
                fields.id(EVENT_ID),
                new WarId(fields.id(WAR_ID)),
                battle == null ? null : new BattleId(battle),
                type,
                player,
                victim,
                players(fields),
                fields.numberOrNull(BASE_POINTS),
                fields.instant(OCCURRED_AT)));
    }

    private static ParsedEvent derived(EventFields fields) {
        return switch (type(fields)) {
            case CUT_OFF -> new ParsedEvent.CutOff(new WarId(fields.id(WAR_ID)));
            case "TERRITORY_CAPTURE" -> new ParsedEvent.Captured(capture(fields), fields.instant(STORED_AT));
            default -> reported(fields);
        };
    }

    private static CaptureScoreEvent capture(EventFields fields) {
        return new CaptureScoreEvent(
                fields.id(EVENT_ID),
                new WarId(fields.id(WAR_ID)),
                new BattleId(fields.id(BATTLE_ID)),
                new TerritoryId(fields.id(TERRITORY_ID)),
                side(fields),
                new ClanId(fields.id(CLAN_ID)),
                fields.number(BASE_POINTS),
                fields.instant(OCCURRED_AT));
    }

    private static String type(EventFields fields) {
        var type = fields.text(TYPE);
        return isName(type) ? type : UNKNOWN;
    }

    /// 1 to 32 of `A` to `Z` and `_`.
    private static boolean isName(String type) {
        return !type.isEmpty()
                && type.length() <= TYPE_LENGTH_MAX
                && type.chars().allMatch(each -> (each >= 'A' && each <= 'Z') || each == '_');
    }

    private static Side side(EventFields fields) {
        return switch (fields.text(SIDE)) {
            case "ATTACKER" -> Side.ATTACKER;
            case "DEFENDER" -> Side.DEFENDER;
            default -> throw EventFields.malformed(SIDE, "is none");
        };
    }

    private static @Nullable PlayerId player(EventFields fields, EventField field, String type) {
        var id = ScoreType.isAgainstVictim(type) ? fields.id(field) : fields.idOrNull(field);
        return id == null ? null : new PlayerId(id);
    }

    private static List<PlayerId> players(EventFields fields) {
        var ids = fields.idsOrNull(PLAYERS);
        if (ids == null && ScoreType.OBJECTIVE_CAPTURE.name().equals(fields.value(TYPE))) {
            throw EventFields.missing(PLAYERS);
        }
        return ids == null ? List.of() : ids.stream().map(PlayerId::new).toList();
    }

    @Override
    public byte[] write(ScoreEvent event) {
        var battle = event.battle();
        var player = event.player();
        var victim = event.victim();
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("event_id", event.eventId());
        fields.put("war_id", event.war().value());
        fields.put("battle_id", battle == null ? null : battle.value());
        fields.put("type", event.type());
        fields.put("player_id", player == null ? null : player.value());
        fields.put("victim_id", victim == null ? null : victim.value());
        fields.put("players", event.players().stream().map(PlayerId::value).toList());
        fields.put("base_points", event.basePoints());
        fields.put("occurred_at", event.occurredAt());
        return json.writeValueAsBytes(fields);
    }

    @Override
    public byte[] batch(List<byte[]> events) {
        var batch = ByteBuffer.allocate(
                1 + events.stream().mapToInt(each -> each.length + 1).sum());
        var before = '[';
        for (var event : events) {
            batch.put((byte) before).put(event);
            before = ',';
        }
        return batch.put((byte) ']').array();
    }

    @Override
    public byte[] write(CaptureScoreEvent event, Instant storedAt) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("event_id", event.eventId());
        fields.put("war_id", event.war().value());
        fields.put("type", ScoreType.TERRITORY_CAPTURE.name());
        fields.put("side", event.side().name());
        fields.put("clan_id", event.clan().value());
        fields.put("territory_id", event.territory().value());
        fields.put("battle_id", event.battle().value());
        fields.put("base_points", event.points());
        fields.put("occurred_at", event.occurredAt());
        fields.put("stored_at", storedAt);
        fields.put("source", "TERRITORY");
        return json.writeValueAsBytes(fields);
    }

    @Override
    public byte[] writeCutOff(UUID eventId, WarId war, Instant cutOff) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("event_id", eventId);
        fields.put("war_id", war.value());
        fields.put("type", CUT_OFF);
        fields.put("occurred_at", cutOff);
        return json.writeValueAsBytes(fields);
    }
}
