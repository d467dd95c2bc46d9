package dev.warfront.score;

import dev.warfront.battle.CaptureScoreEvent;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;
import dev.warfront.score.BatchDecision.EventResult;
import dev.warfront.score.BatchDecision.Status;
import dev.warfront.war.ScoredWar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A decision in the making: what a batch adds to the state of its partition, which stays as it is.
final class BatchDecisionBuilder {
    private final PartitionState state;
    private final FlushContext context;
    private final List<LedgerRow> rows = new ArrayList<>();
    private final List<ReviewRow> reviews = new ArrayList<>();
    private final Map<UUID, SeenEvent> seen = new LinkedHashMap<>();
    private final Map<WarId, WarDelta> wars = new LinkedHashMap<>();
    private final Map<EventResult, Integer> results = new HashMap<>();
    private RefusedRows refused;

    BatchDecisionBuilder(PartitionState state, FlushContext context) {
        this.state = state;
        this.context = context;
        this.refused = state.refused();
    }

    void add(LogRecord record) {
        var wrong = EventRules.record(record);
        if (wrong.isPresent()) {
            refuse(record, wrong.get());
            return;
        }
        switch (record.event()) {
            case ParsedEvent.Malformed _ -> throw new IllegalStateException("passed the check for it");
            case ParsedEvent.Reported(var event) -> add(record, event);
            case ParsedEvent.Captured(var capture, var storedAt) -> add(record, capture, storedAt);
            case ParsedEvent.CutOff(var war) -> close(war);
        }
    }

    private void close(WarId war) {
        if (context.wars().containsKey(war)) {
            delta(war).close();
        }
    }

    private void add(LogRecord record, ScoreEvent event) {
        var wrong = EventRules.content(event);
        if (wrong.isPresent()) {
            refuse(record, wrong.get());
            return;
        }
        var hash = event.payloadHash();
        var first = firstResult(event.eventId());
        if (first != null) {
            repeat(record, hash, first);
            return;
        }
        var times = new EventRules.Times(event.occurredAt(), record.appendedAt());
        var rejection = check(event, times);
        remember(event.eventId(), hash, rejection, event.occurredAt(), record.appendedAt());
        if (rejection.isPresent()) {
            refuse(record, rejection.get());
        } else {
            accept(record, event, times, hash);
        }
    }

    private Optional<Rejection> check(ScoreEvent event, EventRules.Times times) {
        var war = context.wars().get(event.war());
        var untimely =
                EventRules.time(war, times, state.window(), state.seenEvents().floor(), closed(event.war()));
        if (untimely.isPresent()) {
            return untimely;
        }
        var type = typeOf(event);
        if (type == ScoreType.OBJECTIVE_CAPTURE && event.battle() != null && battleOf(event, times.at()) == null) {
            return EventRules.refused(ScoreCode.SCORE_BATTLE_ENDED, FaultyField.BATTLE_ID);
        }
        return EventRules.players(event, type, state.war(event.war()).roster(), times.at());
    }

    private void accept(LogRecord record, ScoreEvent event, EventRules.Times times, long hash) {
        var accepted = new AcceptedEvent(record, event, typeOf(event), battleOf(event, times.at()), times, hash);
        var delta = delta(event.war());
        accepted.rows(state.war(event.war()).roster(), war(event.war()).leads(), delta.nextSeq())
                .forEach(row -> append(row, delta));
        count(event.war(), Status.ACCEPTED, null);
    }

    private void add(LogRecord record, CaptureScoreEvent capture, Instant storedAt) {
        var war = context.wars().get(capture.war());
        var wrong = EventRules.capture(capture.points(), war);
        if (wrong.isPresent()) {
            refuse(record, wrong.get());
            return;
        }
        var hash = PayloadHash.of(capture);
        var first = firstResult(capture);
        if (first != null) {
            repeat(record, hash, first);
            return;
        }
        var times = new EventRules.Times(capture.occurredAt(), storedAt);
        var untimely = EventRules.derived(war, closed(capture.war()));
        remember(capture.eventId(), hash, untimely, capture.occurredAt(), record.appendedAt());
        if (untimely.isPresent()) {
            refuse(record, untimely.get());
        } else {
            accept(record, capture, times, hash);
        }
    }

    private void accept(LogRecord record, CaptureScoreEvent capture, EventRules.Times times, long hash) {
        var delta = delta(capture.war());
        append(AcceptedEvent.row(record, capture, times, hash, delta.nextSeq()), delta);
        count(capture.war(), Status.ACCEPTED, null);
    }

    private void append(LedgerRow row, WarDelta delta) {
        rows.add(row);
        delta.add(row);
    }

    /// What an event of that id came to before; null when there was none.
    private DeduplicationWindow.@Nullable Seen firstResult(UUID eventId) {
        var here = seen.get(eventId);
        return here == null
                ? state.seenEvents().find(eventId)
                : new DeduplicationWindow.Seen(here.payloadHash(), here.first());
    }

    /// A capture that stands in the ledger is found there however late it comes again.
    private DeduplicationWindow.@Nullable Seen firstResult(CaptureScoreEvent capture) {
        var recent = firstResult(capture.eventId());
        var stored = context.derived().get(capture.eventId());
        return recent != null || stored == null ? recent : new DeduplicationWindow.Seen(stored, null);
    }

    private void repeat(LogRecord record, long hash, DeduplicationWindow.Seen first) {
        if (first.payloadHash() == hash) {
            count(record.key(), Status.DUPLICATE, first.code());
        } else {
            refuse(record, new Rejection(ScoreCode.SCORE_IDEMPOTENCY_MISMATCH, FaultyField.EVENT_ID));
        }
    }

    private void remember(
            UUID eventId, long hash, Optional<Rejection> rejection, Instant occurredAt, Instant appendedAt) {
        var code = rejection.map(Rejection::code).orElse(null);
        seen.put(eventId, new SeenEvent(eventId, hash, code, occurredAt, appendedAt));
    }

    private void refuse(LogRecord record, Rejection rejection) {
        var code = rejection.code();
        refused = refused.plus(record, state.reviewBounds());
        var war = countedFor(record);
        if (refused.isWithin(state.reviewBounds(), record.proof())) {
            reviews.add(ReviewRow.of(record, rejection, war != null));
        } else if (code.isRepeatable()) {
            // by which its repeats are found after a takeover
            reviews.add(ReviewRow.of(record, rejection, war != null).withoutBytes());
        }
        count(war, Status.REJECTED, code);
    }

    /// The war in whose counts a record stands, if it exists. Only one partition writes a war's state.
    private @Nullable WarId countedFor(LogRecord record) {
        var war = record.countedFor();
        return war != null && context.wars().containsKey(war) ? war : null;
    }

    private void count(@Nullable WarId war, Status status, @Nullable ScoreCode code) {
        results.merge(new EventResult(status, code), 1, Math::addExact);
        if (war != null && context.wars().containsKey(war)) {
            delta(war).count(status, isOverUnfought(war(war)));
        }
    }

    /// Its scores are final without a marker in the log.
    private static boolean isOverUnfought(ScoredWar war) {
        return war.activeStartedAt() == null
                && switch (war.status()) {
                    case DECLARED, PREPARATION, ACTIVE -> false;
                    case ENDING, ENDED -> true;
                };
    }

    private @Nullable BattleId battleOf(ScoreEvent event, Instant at) {
        return event.battle() == null
                ? null
                : EventRules.battle(event, context.battles().get(event.battle()), at);
    }

    private static ScoreType typeOf(ScoreEvent event) {
        return ScoreType.named(event.type()).orElseThrow();
    }

    private ScoredWar war(WarId war) {
        return Objects.requireNonNull(context.wars().get(war));
    }

    private boolean closed(WarId war) {
        return context.wars().containsKey(war) && delta(war).closed();
    }

    private WarDelta delta(WarId war) {
        return wars.computeIfAbsent(war, each -> new WarDelta(state.war(each)));
    }

    BatchDecision decision(long from, long next) {
        var closed = new HashMap<WarId, Long>();
        wars.forEach((war, delta) -> delta.closedNow().ifPresent(seq -> closed.put(war, seq)));
        return new BatchDecision(
                state.partition(),
                from,
                next,
                rows,
                reviews,
                wars.values().stream()
                        .filter(WarDelta::changed)
                        .map(WarDelta::totals)
                        .toList(),
                closed,
                wars.values().stream()
                        .filter(WarDelta::scored)
                        .map(delta -> delta.change(context.battles(), context.now()))
                        .toList(),
                List.copyOf(seen.values()),
                results,
                refused);
    }
}
