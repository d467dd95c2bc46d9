package dev.warfront.war.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.ReadyReads;
import dev.warfront.war.HotWars;
import dev.warfront.war.Scoreboard.Stats;
import dev.warfront.war.WarScore;
import dev.warfront.war.WarView;
import dev.warfront.war.http.WarScoreJson.WarStatsJson;
import dev.warfront.war.http.WarJson.WarPhaseJson;
import dev.warfront.war.http.WarJson.WarWinnerJson;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The views of wars that are remembered, ready to be sent: each is encoded once, when it is first read.
@Component
final class ReadyWars implements ReadyReads {
    private static final String WARS = "/api/v1/clan-wars/";
    private static final String OPERATION = "GET /api/v1/clan-wars/{id}";
    private static final int ID_LENGTH = 36;

    private static final int ENCODED_MAX = 2_000;

    private final HotWars hot;
    private final JsonMapper json;
    private final Cache<WarView, ReadyAnswer> wars = encoded();
    private final Cache<WarView, ReadyAnswer> phases = encoded();
    private final Cache<WarView, ReadyAnswer> winners = encoded();
    private final Cache<WarScore, ReadyAnswer> scores = encoded();
    private final Cache<WarScore, ReadyAnswer> scoresInTheEnd = encoded();
    private final Cache<Stats, ReadyAnswer> stats = encoded();
    private final Cache<Stats, ReadyAnswer> statsInTheEnd = encoded();

    ReadyWars(HotWars hot, JsonMapper json) {
        this.hot = hot;
        this.json = json;
    }

    /// By the very object that was encoded, as long as it is remembered.
    private static <V> Cache<V, ReadyAnswer> encoded() {
        return Caffeine.newBuilder().weakKeys().maximumSize(ENCODED_MAX).build();
    }

    @Override
    public @Nullable ReadyAnswer at(String path) {
        if (!path.startsWith(WARS) || path.length() < WARS.length() + ID_LENGTH) {
            return null;
        }
        var part = path.substring(WARS.length() + ID_LENGTH);
        var war = id(path.substring(WARS.length(), WARS.length() + ID_LENGTH));
        var view = war == null ? null : hot.wars().known(war);
        return view == null ? null : of(view, part);
    }

    private static @Nullable WarId id(String text) {
        try {
            return new WarId(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return null; // the route says what is wrong with it
        }
    }

    private @Nullable ReadyAnswer of(WarView war, String part) {
        return switch (part) {
            case "" -> wars.get(war, it -> answer("", WarJson.of(it), tag(it)));
            case "/phase" -> phases.get(war, it -> answer(part, WarPhaseJson.of(it), tag(it)));
            case "/winner" -> isDecided(war) ? winners.get(war, it -> answer(part, WarWinnerJson.of(it), tag(it))) : null;
            case "/scores" -> scores(war, part);
            case "/stats" -> stats(war, part);
            default -> null;
        };
    }

    private @Nullable ReadyAnswer scores(WarView war, String part) {
        var known = hot.scores().known(war.id());
        var over = war.isOver();
        return known == null || mayBeOld(war, known.isFinal())
                ? null
                : (over ? scoresInTheEnd : scores)
                        .get(known, it -> answer(part, WarScoreJson.of(it, over), WarScoreJson.eTag(it, over)));
    }

    private @Nullable ReadyAnswer stats(WarView war, String part) {
        var known = hot.stats().known(war.id());
        var over = war.isOver();
        return known == null || mayBeOld(war, known.isFinal())
                ? null
                : (over ? statsInTheEnd : stats)
                        .get(known, it -> answer(part, WarStatsJson.of(war.id(), it, over), WarStatsJson.eTag(it, over)));
    }

    /// What was remembered before the end of a war is not its last score.
    private static boolean mayBeOld(WarView war, boolean isFinal) {
        return war.isOver() && war.wasFought() && !isFinal;
    }

    private ReadyAnswer answer(String part, Object view, String eTag) {
        return new ReadyAnswer(OPERATION + part, json.writeValueAsBytes(view), eTag);
    }

    private static String tag(WarView war) {
        return Answer.eTag(war.version());
    }

    private static boolean isDecided(WarView war) {
        return war.decided() instanceof Result.Done;
    }
}
