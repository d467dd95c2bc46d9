package dev.warfront.score.json;

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

    /// What a field holds.
    enum Kind {
        ID,
        IDS,
        TEXT,
        NUMBER,
        INSTANT
    }
}
