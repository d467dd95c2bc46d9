package dev.warfront.score.postgres;

import dev.warfront.battle.CaptureScoreEvent;
import dev.warfront.battle.CaptureScores;
import dev.warfront.identity.SigningKeys;
import dev.warfront.kernel.NamedId;
import dev.warfront.kernel.WarId;
import dev.warfront.outbox.postgres.RawRecord;
import dev.warfront.outbox.postgres.RawRecords;
import dev.warfront.score.FactFields;
import dev.warfront.score.RecordSignature;
import dev.warfront.score.ScoreWindow;
import dev.warfront.war.CutOffMarkers;
import dev.warfront.war.WarRules;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// The program's own facts on their way into the log: through the outbox, as one aggregate per war, so that the
/// cut-off marker comes behind every capture. Signed with the program's key.
@Component
final class OutboxScoreEvents implements CutOffMarkers, CaptureScores {
    private static final String TOPIC = "war.score-events";
    private static final String AGGREGATE = "war_score";
    private final RawRecords records;
    private final SigningKeys keys;
    private final JsonMapper json;
    private final Clock clock;

    OutboxScoreEvents(RawRecords records, SigningKeys keys, JsonMapper json, Clock clock) {
        this.records = records;
        this.keys = keys;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Duration lateGrace(WarRules rules) {
        return rules.section(ScoreWindow.class).lateGrace();
    }

    @Override
    public Mono<Void> append(CaptureScoreEvent fact) {
        return Mono.defer(() -> append(fact.war(), FactFields.of(fact, storedAt(fact))));
    }

    /// Never before the capture itself: the clock follows the database's and may be set back by a little.
    private Instant storedAt(CaptureScoreEvent fact) {
        var now = clock.instant();
        return now.isBefore(fact.occurredAt()) ? fact.occurredAt() : now;
    }

    @Override
    public Mono<Void> appendCutOffMarker(WarId war, Instant cutOff) {
        return Mono.defer(() -> append(war, FactFields.cutOff(NamedId.of(war.value(), "cut-off"), war, cutOff)));
    }

    private Mono<Void> append(WarId war, Map<String, @Nullable Object> fields) {
        return keys.keyOf(SigningKeys.PROGRAM)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("the program has no signing key")))
                .flatMap(key -> records.append(signed(war, json.writeValueAsString(fields), key)));
    }

    private static RawRecord signed(WarId war, String value, byte[] key) {
        return new RawRecord(
                AGGREGATE,
                NamedId.of(war.value(), "score-facts"),
                TOPIC,
                war.value().toString(),
                value,
                RecordSignature.headers(SigningKeys.PROGRAM, value.getBytes(StandardCharsets.UTF_8), key));
    }
}
