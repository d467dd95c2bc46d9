package dev.warfront.score.postgres;

import dev.warfront.battle.CaptureScoreEvent;
import dev.warfront.battle.CaptureScores;
import dev.warfront.identity.SigningKeys;
import dev.warfront.kernel.NamedId;
import dev.warfront.kernel.WarId;
import dev.warfront.outbox.postgres.UnwrappedRecord;
import dev.warfront.outbox.postgres.UnwrappedRecords;
import dev.warfront.score.RecordSignature;
import dev.warfront.score.ScoreEventCodec;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.ScoreWindow;
import dev.warfront.war.CutOffMarkers;
import dev.warfront.war.WarRules;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Score events that the program derives, on their way into the log: through the outbox, as one aggregate per
/// war, so that the cut-off marker comes behind every capture. Signed with the program's key.
@Component
final class OutboxScoreEvents implements CutOffMarkers, CaptureScores {
    private static final String AGGREGATE = "war_score";
    private final UnwrappedRecords records;
    private final SigningKeys keys;
    private final ScoreEventCodec codec;
    private final Clock clock;

    OutboxScoreEvents(UnwrappedRecords records, SigningKeys keys, ScoreEventCodec codec, Clock clock) {
        this.records = records;
        this.keys = keys;
        this.codec = codec;
        this.clock = clock;
    }

    @Override
    public Duration lateGrace(WarRules rules) {
        return rules.section(ScoreWindow.class).lateGrace();
    }

    @Override
    public Mono<Void> append(CaptureScoreEvent capture) {
        return Mono.defer(() -> append(capture.war(), codec.write(capture, storedAt(capture))));
    }

    /// Never before the capture itself: the clock follows the database's and may be set back by a little.
    private Instant storedAt(CaptureScoreEvent capture) {
        var now = clock.instant();
        return now.isBefore(capture.occurredAt()) ? capture.occurredAt() : now;
    }

    @Override
    public Mono<Void> appendCutOffMarker(WarId war, Instant cutOff) {
        return Mono.defer(() -> append(war, codec.writeCutOff(NamedId.of(war.value(), "cut-off"), war, cutOff)));
    }

    private Mono<Void> append(WarId war, byte[] value) {
        return keys.keyOf(SigningKeys.PROGRAM)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("the program has no signing key")))
                .flatMap(key -> records.append(signed(war, value, key)));
    }

    private static UnwrappedRecord signed(WarId war, byte[] value, byte[] key) {
        return new UnwrappedRecord(
                AGGREGATE,
                NamedId.of(war.value(), "score-facts"),
                ScoreLog.FEED,
                war.value().toString(),
                new String(value, StandardCharsets.UTF_8),
                RecordSignature.headers(SigningKeys.PROGRAM, value, key));
    }
}
