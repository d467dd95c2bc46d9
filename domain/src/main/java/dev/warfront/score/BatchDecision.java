package dev.warfront.score;

import dev.warfront.battle.CaptureScoreEvent;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.NamedId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import dev.warfront.score.Decision.Status;
import dev.warfront.score.Decision.Verdict;
import dev.warfront.war.ParticipantStatus;
import dev.warfront.war.Roster;
import dev.warfront.war.ScoredWar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A decision in the making: what a batch adds to the book, beside it.
final class BatchDecision {
    private final PartitionState book;
    private final FlushContext facts;
    private final List<LedgerRow> rows = new ArrayList<>();
    private final List<ReviewRow> reviews = new ArrayList<>();
    private final Map<UUID, SeenEvent> remembered = new LinkedHashMap<>();
    private final Map<WarId, WarDelta> wars = new LinkedHashMap<>();
    private final Map<Verdict, Integer> verdicts = new HashMap<>();

    BatchDecision(PartitionState book, FlushContext facts) {
        this.book = book;
        this.facts = facts;
    }

    void add(LogRecord entry) {
        var code = envelope(entry);
        if (code != null) {
            refuse(entry, code);
            return;
        }
        switch (entry.reading()) {
            case Reading.Unreadable _ -> throw new IllegalStateException("passed the check for it");
            case Reading.Reported(var event) -> add(entry, event);
            case Reading.Captured(var fact, var storedAt) -> add(entry, fact, storedAt);
            case Reading.CutOff(var war) -> close(war);
        }
    }

    private static @Nullable ScoreCode envelope(LogRecord entry) {
        if (entry.reading() instanceof Reading.Unreadable) {
            return ScoreCode.SCORE_MALFORMED;
        }
        if (entry.proof() == LogRecord.Proof.NONE) {
            return ScoreCode.SCORE_SIGNATURE_INVALID;
        }
        return entry.home() && Objects.equals(entry.key(), warOf(entry.reading()))
                ? null
                : ScoreCode.SCORE_WRONG_PARTITION;
    }

    private void close(WarId war) {
        if (facts.wars().containsKey(war)) {
            draft(war).close();
        }
    }

    private void add(LogRecord entry, ScoreEvent event) {
        var refused = Judge.content(event);
        if (refused.isPresent()) {
            refuse(entry, refused.get());
            return;
        }
        var hash = event.payloadHash();
        var seen = seen(event.eventId());
        if (seen != null) {
            repeat(entry, hash, seen);
            return;
        }
        var times = new Judge.Times(event.occurredAt(), entry.appendedAt());
        var code = judge(event, times);
        remember(event.eventId(), hash, code, event.occurredAt(), entry.appendedAt());
        if (code == null) {
            accept(entry, event, times, hash);
        } else {
            refuse(entry, code);
        }
    }

    private @Nullable ScoreCode judge(ScoreEvent event, Judge.Times times) {
        var war = facts.wars().get(event.war());
        var untimely = Judge.time(war, times, book.window(), book.horizon().floor(), closed(event.war()));
        if (untimely.isPresent()) {
            return untimely.get();
        }
        var type = typeOf(event);
        if (type == ScoreType.OBJECTIVE_CAPTURE && event.battle() != null && battleOf(event, times.at()) == null) {
            return ScoreCode.SCORE_BATTLE_ENDED;
        }
        return Judge.players(event, type, book.page(event.war()).roster(), times.at())
                .orElse(null);
    }

    private void accept(LogRecord entry, ScoreEvent event, Judge.Times times, long hash) {
        var type = typeOf(event);
        var roster = book.page(event.war()).roster();
        var row = new RowDraft(entry, event, type, battleOf(event, times.at()), times, hash);
        if (type == ScoreType.OBJECTIVE_CAPTURE) {
            share(row, event.players(), roster);
        } else {
            var player = Objects.requireNonNull(event.player());
            append(row, event.eventId(), player, Judge.entry(roster, player), Points.of(type), roster);
        }
        count(event.war(), Status.ACCEPTED, null);
    }

    /// Equal parts for the capturers, and what is left for the side's lead clan: one row each, the remainder first.
    private void share(RowDraft row, List<PlayerId> players, Roster roster) {
        var event = row.event();
        var part = Points.OBJECTIVE_CAPTURE / players.size();
        var remainder = Points.OBJECTIVE_CAPTURE - part * players.size();
        var side = Judge.entry(roster, players.getFirst()).side();
        var lead = war(event.war()).leads().of(side);
        var whole = new Roster.Entry(
                lead, side, ParticipantStatus.ACTIVE, row.times().at(), false);
        append(row, event.eventId(), null, whole, remainder, roster);
        for (var each : players) {
            var id = NamedId.of(event.eventId(), each.value().toString());
            append(row, id, each, Judge.entry(roster, each), part, roster);
        }
    }

    private void append(
            RowDraft row, UUID id, @Nullable PlayerId player, Roster.Entry scorer, int points, Roster roster) {
        var event = row.event();
        var kill = row.type() == ScoreType.KILL;
        var victim = row.type() == ScoreType.OBJECTIVE_CAPTURE ? null : event.victim();
        append(new LedgerRow(
                id,
                event.war(),
                draft(event.war()).nextSeq(),
                row.battle(),
                row.type(),
                scorer.side(),
                scorer.clan(),
                player,
                victim,
                kill && victim != null ? Judge.entry(roster, victim).clan() : null,
                null,
                points,
                Points.FACTOR_ONE_BP,
                points,
                row.times().at(),
                row.times().received(),
                row.hash(),
                row.entry().partition(),
                row.entry().offset()));
    }

    private void add(LogRecord entry, CaptureScoreEvent fact, Instant storedAt) {
        var refused = Judge.content(fact.points());
        if (refused.isPresent()) {
            refuse(entry, refused.get());
            return;
        }
        var hash = PayloadHash.of(fact);
        var seen = seen(fact.eventId());
        if (seen != null) {
            repeat(entry, hash, seen);
            return;
        }
        var page = book.page(fact.war());
        if (page.hasDerived(fact.eventId()) || draft(fact.war()).hasDerived(fact.eventId())) {
            repeat(entry, hash, new DeduplicationWindow.Seen(hash, null));
            return;
        }
        var times = new Judge.Times(fact.occurredAt(), storedAt);
        var war = facts.wars().get(fact.war());
        var untimely = Judge.time(war, times, book.window(), null, closed(fact.war()));
        remember(fact.eventId(), hash, untimely.orElse(null), fact.occurredAt(), entry.appendedAt());
        if (untimely.isPresent()) {
            refuse(entry, untimely.get());
        } else {
            accept(entry, fact, times, hash);
        }
    }

    private void accept(LogRecord entry, CaptureScoreEvent fact, Judge.Times times, long hash) {
        var points = Math.toIntExact(fact.points());
        var draft = draft(fact.war());
        append(new LedgerRow(
                fact.eventId(),
                fact.war(),
                draft.nextSeq(),
                fact.battle(),
                ScoreType.TERRITORY_CAPTURE,
                fact.side(),
                fact.clan(),
                null,
                null,
                null,
                fact.territory(),
                points,
                Points.FACTOR_ONE_BP,
                points,
                times.at(),
                times.received(),
                hash,
                entry.partition(),
                entry.offset()));
        draft.addDerived(fact.eventId());
        count(fact.war(), Status.ACCEPTED, null);
    }

    private void append(LedgerRow row) {
        rows.add(row);
        draft(row.war()).add(row);
    }

    private DeduplicationWindow.@Nullable Seen seen(UUID eventId) {
        var here = remembered.get(eventId);
        return here == null
                ? book.horizon().find(eventId)
                : new DeduplicationWindow.Seen(here.payloadHash(), here.first());
    }

    private void repeat(LogRecord entry, long hash, DeduplicationWindow.Seen seen) {
        if (seen.payloadHash() == hash) {
            count(entry.key(), Status.DUPLICATE, seen.first());
        } else {
            refuse(entry, ScoreCode.SCORE_IDEMPOTENCY_MISMATCH);
        }
    }

    private void remember(UUID eventId, long hash, @Nullable ScoreCode code, Instant occurredAt, Instant appendedAt) {
        remembered.put(eventId, new SeenEvent(eventId, hash, code, occurredAt, appendedAt));
    }

    private void refuse(LogRecord entry, ScoreCode code) {
        reviews.add(Reviews.of(entry, code, countedFor(entry) != null));
        count(countedFor(entry), Status.REJECTED, code);
    }

    /// The war in whose counts a record stands: the one its key names, if it exists and the partition is its own.
    /// Only one partition writes a war's state.
    private @Nullable WarId countedFor(LogRecord entry) {
        var key = entry.key();
        return key != null && entry.home() && facts.wars().containsKey(key) ? key : null;
    }

    private void count(@Nullable WarId war, Status status, @Nullable ScoreCode code) {
        verdicts.merge(new Verdict(status, code), 1, Math::addExact);
        if (war != null && facts.wars().containsKey(war)) {
            draft(war).count(status);
        }
    }

    private @Nullable BattleId battleOf(ScoreEvent event, Instant at) {
        return event.battle() == null
                ? null
                : Judge.battle(event, facts.battles().get(event.battle()), at);
    }

    private static ScoreType typeOf(ScoreEvent event) {
        return ScoreType.named(event.type()).orElseThrow();
    }

    private static @Nullable WarId warOf(Reading reading) {
        return switch (reading) {
            case Reading.Unreadable _ -> null;
            case Reading.Reported(var event) -> event.war();
            case Reading.Captured(var fact, var _) -> fact.war();
            case Reading.CutOff(var war) -> war;
        };
    }

    private ScoredWar war(WarId war) {
        return Objects.requireNonNull(facts.wars().get(war));
    }

    private boolean closed(WarId war) {
        return facts.wars().containsKey(war) && draft(war).closed();
    }

    private WarDelta draft(WarId war) {
        return wars.computeIfAbsent(war, each -> new WarDelta(book.page(each)));
    }

    Decision decision(long from, long next) {
        var closed = new HashMap<WarId, Long>();
        wars.forEach((war, draft) -> draft.closedNow().ifPresent(seq -> closed.put(war, seq)));
        return new Decision(
                book.partition(),
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
                        .map(draft -> draft.change(facts.battles(), facts.now()))
                        .toList(),
                List.copyOf(remembered.values()),
                verdicts);
    }

    /// What all rows of one event have in common.
    private record RowDraft(
            LogRecord entry,
            ScoreEvent event,
            ScoreType type,
            @Nullable BattleId battle,
            Judge.Times times,
            long hash) {}
}
