package dev.warfront.score;

import dev.warfront.battle.CaptureScoreEvent;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Facts as named fields, the form in which every technology hands them over: topic, HTTP and streams say the same by
/// the same rules. Strings, whole numbers, lists and nulls; whatever else a field holds is malformed. Source:
/// docs/rules/score.md, input.
public final class FactFields {
    private static final String CUT_OFF = "CUT_OFF";
    private static final String UNKNOWN = "UNKNOWN";
    private static final Pattern TYPE = Pattern.compile("[A-Z_]{1,32}");
    private static final int UUID_LENGTH = 36;
    private static final int UUID_BYTES = 16;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private FactFields() {}

    /// What a game server, or who claims to be one, reports.
    public static Reading read(Map<?, ?> fields) {
        return reading(fields, FactFields::reported);
    }

    /// What the program itself derived. Ask only for what it signed.
    public static Reading readDerived(Map<?, ?> fields) {
        return reading(fields, FactFields::derived);
    }

    private static Reading reading(Map<?, ?> fields, Function<Map<?, ?>, Reading> read) {
        try {
            return read.apply(fields);
        } catch (Malformed refused) {
            return new Reading.Unreadable(idIn(fields), refused.detail);
        }
    }

    private static Reading reported(Map<?, ?> fields) {
        var battle = optional(fields, "battle_id");
        var player = optional(fields, "player_id");
        var victim = optional(fields, "victim_id");
        var event = new ScoreEvent(
                id(fields, "event_id"),
                new WarId(id(fields, "war_id")),
                battle == null ? null : new BattleId(battle),
                type(fields),
                player == null ? null : new PlayerId(player),
                victim == null ? null : new PlayerId(victim),
                players(fields),
                points(fields),
                instant(fields, "occurred_at"));
        event.missing().ifPresent(name -> {
            throw new Malformed(name + " is missing");
        });
        return new Reading.Reported(event);
    }

    private static Reading derived(Map<?, ?> fields) {
        return switch (type(fields)) {
            case CUT_OFF -> new Reading.CutOff(new WarId(id(fields, "war_id")));
            case "TERRITORY_CAPTURE" -> new Reading.Captured(capture(fields), instant(fields, "stored_at"));
            default -> reported(fields);
        };
    }

    private static CaptureScoreEvent capture(Map<?, ?> fields) {
        var points = points(fields);
        if (points == null) {
            throw new Malformed("base_points is missing");
        }
        return new CaptureScoreEvent(
                id(fields, "event_id"),
                new WarId(id(fields, "war_id")),
                new BattleId(id(fields, "battle_id")),
                new TerritoryId(id(fields, "territory_id")),
                side(fields),
                new ClanId(id(fields, "clan_id")),
                points,
                instant(fields, "occurred_at"));
    }

    /// The fields of a game server's event, in their usual order.
    public static Map<String, @Nullable Object> of(ScoreEvent event) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("event_id", event.eventId().toString());
        fields.put("war_id", event.war().value().toString());
        fields.put(
                "battle_id",
                event.battle() == null ? null : event.battle().value().toString());
        fields.put("type", event.type());
        fields.put(
                "player_id",
                event.player() == null ? null : event.player().value().toString());
        fields.put(
                "victim_id",
                event.victim() == null ? null : event.victim().value().toString());
        fields.put(
                "players",
                event.players().stream().map(each -> each.value().toString()).toList());
        fields.put("base_points", event.basePoints());
        fields.put("occurred_at", event.occurredAt());
        return fields;
    }

    /// The fields of a capture.
    public static Map<String, @Nullable Object> of(CaptureScoreEvent fact, Instant storedAt) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("event_id", fact.eventId().toString());
        fields.put("war_id", fact.war().value().toString());
        fields.put("type", ScoreType.TERRITORY_CAPTURE.name());
        fields.put("side", fact.side().name());
        fields.put("clan_id", fact.clan().value().toString());
        fields.put("territory_id", fact.territory().value().toString());
        fields.put("battle_id", fact.battle().value().toString());
        fields.put("base_points", fact.points());
        fields.put("occurred_at", fact.occurredAt());
        fields.put("stored_at", storedAt);
        fields.put("source", "TERRITORY");
        return fields;
    }

    /// The fields of the cut-off marker.
    public static Map<String, @Nullable Object> cutOff(UUID eventId, WarId war, Instant cutOff) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("event_id", eventId.toString());
        fields.put("war_id", war.value().toString());
        fields.put("type", CUT_OFF);
        fields.put("occurred_at", cutOff);
        return fields;
    }

    private static @Nullable UUID idIn(Map<?, ?> fields) {
        try {
            return optional(fields, "event_id");
        } catch (Malformed unreadable) {
            return null;
        }
    }

    private static String type(Map<?, ?> fields) {
        var type = text(fields, "type");
        return TYPE.matcher(type).matches() ? type : UNKNOWN;
    }

    private static Side side(Map<?, ?> fields) {
        return switch (text(fields, "side")) {
            case "ATTACKER" -> Side.ATTACKER;
            case "DEFENDER" -> Side.DEFENDER;
            default -> throw new Malformed("side is none");
        };
    }

    private static List<PlayerId> players(Map<?, ?> fields) {
        return switch (fields.get("players")) {
            case List<?> each when each.size() <= 10 * Judge.PLAYERS_MAX -> players(each);
            case null -> {
                if (ScoreType.OBJECTIVE_CAPTURE.name().equals(fields.get("type"))) {
                    throw new Malformed("players is missing");
                }
                yield List.of();
            }
            default -> throw new Malformed("players is not a list of ids");
        };
    }

    private static List<PlayerId> players(List<?> ids) {
        var players = new ArrayList<PlayerId>(ids.size());
        for (var each : ids) {
            players.add(new PlayerId(uuid(each, "players")));
        }
        return players;
    }

    private static @Nullable Long points(Map<?, ?> fields) {
        return switch (fields.get("base_points")) {
            case null -> null;
            case Integer number -> number.longValue();
            case Long number -> number;
            default -> throw new Malformed("base_points is not a whole number of 64 bits");
        };
    }

    private static Instant instant(Map<?, ?> fields, String name) {
        try {
            var instant = Instant.parse(text(fields, name)).truncatedTo(ChronoUnit.MILLIS);
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw new Malformed(name + " is out of this age");
            }
            return instant;
        } catch (DateTimeException e) {
            throw new Malformed(name + " is not an instant");
        }
    }

    private static String text(Map<?, ?> fields, String name) {
        return switch (fields.get(name)) {
            case String text -> text;
            case null -> throw new Malformed(name + " is missing");
            default -> throw new Malformed(name + " is not a text");
        };
    }

    private static UUID id(Map<?, ?> fields, String name) {
        var id = optional(fields, name);
        if (id == null) {
            throw new Malformed(name + " is missing");
        }
        return id;
    }

    private static @Nullable UUID optional(Map<?, ?> fields, String name) {
        var value = fields.get(name);
        return value == null ? null : uuid(value, name);
    }

    /// As text, or, as CBOR has it, in 16 bytes.
    private static UUID uuid(@Nullable Object value, String name) {
        return switch (value) {
            case String text when text.length() == UUID_LENGTH -> uuid(text, name);
            case byte[] bytes when bytes.length == UUID_BYTES -> uuid(ByteBuffer.wrap(bytes));
            case null, default -> throw new Malformed(name + " is not an id");
        };
    }

    private static UUID uuid(String text, String name) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed(name + " is not an id");
        }
    }

    private static UUID uuid(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /// Ends the reading of one record; never leaves this class. Without a stack trace: a flood of garbage must be
    /// cheap.
    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String detail;

        Malformed(String detail) {
            super(detail, null, false, false);
            this.detail = detail;
        }
    }
}
