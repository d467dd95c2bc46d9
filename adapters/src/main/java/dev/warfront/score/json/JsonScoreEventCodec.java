package dev.warfront.score.json;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Score events as JSON objects. The names of their fields stand here and in the golden files, nowhere else.
@Component
final class JsonScoreEventCodec implements ScoreEventCodec {
    private static final String CUT_OFF = "CUT_OFF";
    private static final String UNKNOWN = "UNKNOWN";
    private static final Pattern TYPE = Pattern.compile("[A-Z_]{1,32}");
    /// More names than any event may have; a longer list is not even read.
    private static final int PLAYERS_READ_MAX = 1_000;

    private final JsonMapper json;
    private final ObjectReader objects;

    JsonScoreEventCodec(JsonMapper json) {
        this.json = json;
        this.objects = json.readerForMapOf(Object.class);
    }

    @Override
    public ParsedEvent parse(@Nullable Object fields) {
        return fields instanceof Map<?, ?> values
                ? parse(values, JsonScoreEventCodec::reported)
                : new ParsedEvent.Malformed(null, "not an object");
    }

    @Override
    public ParsedEvent parse(byte[] value, Proof proof) {
        try {
            Map<?, ?> values = objects.readValue(value);
            if (values == null) {
                return new ParsedEvent.Malformed(null, "no JSON object");
            }
            return parse(values, proof == Proof.PROGRAM ? JsonScoreEventCodec::derived : JsonScoreEventCodec::reported);
        } catch (JacksonException e) {
            return new ParsedEvent.Malformed(null, "no JSON object");
        }
    }

    private static ParsedEvent parse(Map<?, ?> values, Function<EventFields, ParsedEvent> read) {
        var fields = new EventFields(values);
        try {
            return read.apply(fields);
        } catch (Malformed malformed) {
            return new ParsedEvent.Malformed(eventId(fields), malformed.detail());
        }
    }

    private static @Nullable UUID eventId(EventFields fields) {
        try {
            return fields.idOrNull("event_id");
        } catch (Malformed unreadable) {
            return null;
        }
    }

    private static ParsedEvent reported(EventFields fields) {
        var type = type(fields);
        var battle = fields.idOrNull("battle_id");
        var player = player(fields, "player_id", type);
        var victim = player(fields, "victim_id", type);
        return new ParsedEvent.Reported(new ScoreEvent(
                fields.id("event_id"),
                new WarId(fields.id("war_id")),
                battle == null ? null : new BattleId(battle),
                type,
                player,
                victim,
                players(fields),
                fields.numberOrNull("base_points"),
                fields.instant("occurred_at")));
    }

    private static ParsedEvent derived(EventFields fields) {
        return switch (type(fields)) {
            case CUT_OFF -> new ParsedEvent.CutOff(new WarId(fields.id("war_id")));
            case "TERRITORY_CAPTURE" -> new ParsedEvent.Captured(capture(fields), fields.instant("stored_at"));
            default -> reported(fields);
        };
    }

    private static CaptureScoreEvent capture(EventFields fields) {
        return new CaptureScoreEvent(
                fields.id("event_id"),
                new WarId(fields.id("war_id")),
                new BattleId(fields.id("battle_id")),
                new TerritoryId(fields.id("territory_id")),
                side(fields),
                new ClanId(fields.id("clan_id")),
                fields.number("base_points"),
                fields.instant("occurred_at"));
    }

    private static String type(EventFields fields) {
        var type = fields.text("type");
        return TYPE.matcher(type).matches() ? type : UNKNOWN;
    }

    private static Side side(EventFields fields) {
        return switch (fields.text("side")) {
            case "ATTACKER" -> Side.ATTACKER;
            case "DEFENDER" -> Side.DEFENDER;
            default -> throw new Malformed("side is none");
        };
    }

    private static @Nullable PlayerId player(EventFields fields, String name, String type) {
        var id = ScoreType.isAgainstVictim(type) ? fields.id(name) : fields.idOrNull(name);
        return id == null ? null : new PlayerId(id);
    }

    private static List<PlayerId> players(EventFields fields) {
        return switch (fields.value("players")) {
            case List<?> each when each.size() <= PLAYERS_READ_MAX -> players(each);
            case null -> {
                if (ScoreType.OBJECTIVE_CAPTURE.name().equals(fields.value("type"))) {
                    throw EventFields.missing("players");
                }
                yield List.of();
            }
            default -> throw new Malformed("players is not a list of ids");
        };
    }

    private static List<PlayerId> players(List<?> ids) {
        var players = new ArrayList<PlayerId>(ids.size());
        for (var each : ids) {
            players.add(new PlayerId(EventFields.uuid(each, "players")));
        }
        return players;
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
