package dev.warfront.score.json;

import dev.warfront.score.FaultyField;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The fields of score events, by their names on the wire.
enum EventField {
    EVENT_ID("event_id", Kind.ID),
    WAR_ID("war_id", Kind.ID),
    BATTLE_ID("battle_id", Kind.ID),
    TYPE("type", Kind.TEXT),
    PLAYER_ID("player_id", Kind.ID),
    VICTIM_ID("victim_id", Kind.ID),
    PLAYERS("players", Kind.IDS),
    BASE_POINTS("base_points", Kind.NUMBER),
    OCCURRED_AT("occurred_at", Kind.INSTANT),
    TERRITORY_ID("territory_id", Kind.ID),
    SIDE("side", Kind.TEXT),
    CLAN_ID("clan_id", Kind.ID),
    STORED_AT("stored_at", Kind.INSTANT);

    private static final Map<String, EventField> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(each -> each.wireName, Function.identity()));

    private final String wireName;
    private final Kind kind;

    EventField(String wireName, Kind kind) {
        this.wireName = wireName;
        this.kind = kind;
    }

    /// Null for a field that no event has.
    static @Nullable EventField named(String name) {
        return BY_NAME.get(name);
    }

    String wireName() {
        return wireName;
    }

    Kind kind() {
        return kind;
    }

    /// Null for those of events that the program derives.
    @Nullable
    FaultyField faulty() {
        return switch (this) {
            case EVENT_ID -> FaultyField.EVENT_ID;
            case WAR_ID -> FaultyField.WAR_ID;
            case BATTLE_ID -> FaultyField.BATTLE_ID;
            case TYPE -> FaultyField.TYPE;
            case PLAYER_ID -> FaultyField.PLAYER_ID;
            case VICTIM_ID -> FaultyField.VICTIM_ID;
            case PLAYERS -> FaultyField.PLAYERS;
            case BASE_POINTS -> FaultyField.BASE_POINTS;
            case OCCURRED_AT -> FaultyField.OCCURRED_AT;
            case TERRITORY_ID, SIDE, CLAN_ID, STORED_AT -> null;
        };
    }

    /// What a field holds.
    enum Kind {
        ID,
        IDS,
        TEXT,
        NUMBER,
        INSTANT
    }
}
