package dev.warfront.score;

import dev.warfront.kernel.UseCase;
import dev.warfront.kernel.WarId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// A game server hands in facts; they are in the log when it gets the answer. Whether they count is decided behind
/// the log. What can be told without it, is told at once and not appended: what is malformed, of no known type, out
/// of range, or a repeat inside the request. Source: docs/rules/score.md, ingest.
@UseCase
public final class AppendScoreEvents {
    private final ScoreLog log;

    public AppendScoreEvents(ScoreLog log) {
        this.log = log;
    }

    /// Answers one receipt per fact, in order, after the log has those it takes.
    ///
    /// @param server who hands them in, as its token says; the log's records are signed with its key
    /// @param war the only war they may be of; null for any
    /// @param facts 1..500, in the form of {@link FactFields}
    public Mono<List<Receipt>> append(UUID server, @Nullable WarId war, List<Reading> facts) {
        return Mono.defer(() -> {
            var intake = new Intake(war);
            facts.forEach(intake::add);
            return log.append(server, intake.accepted).map(intake::receipts);
        });
    }

    /// What became of a fact.
    ///
    /// @param eventId null when not even that could be read
    /// @param code why it is not QUEUED; null where the first of the request is, and this one repeats it
    /// @param place where it is in the log; null unless QUEUED
    public record Receipt(
            @Nullable UUID eventId, Status status, @Nullable ScoreCode code, ScoreLog.@Nullable Place place) {}

    /// What can become of a fact at the ingest.
    public enum Status {
        QUEUED,
        DUPLICATE,
        REJECTED
    }

    private static final class Intake {
        private final @Nullable WarId only;
        private final List<ScoreEvent> accepted = new ArrayList<>();
        private final List<Optional<Receipt>> told = new ArrayList<>();
        private final HashMap<UUID, Long> hashes = new HashMap<>();

        Intake(@Nullable WarId only) {
            this.only = only;
        }

        void add(Reading fact) {
            switch (fact) {
                case Reading.Unreadable(var id, var _) -> refuse(id, ScoreCode.SCORE_MALFORMED);
                case Reading.Reported(var event) -> add(event);
                case Reading.Captured(var derived, var _) -> refuse(derived.eventId(), ScoreCode.SCORE_INVALID_TYPE);
                case Reading.CutOff _ -> refuse(null, ScoreCode.SCORE_INVALID_TYPE);
            }
        }

        private void add(ScoreEvent event) {
            var code = only != null && !only.equals(event.war())
                    ? Optional.of(ScoreCode.SCORE_WRONG_PARTITION)
                    : Judge.content(event);
            if (code.isPresent()) {
                refuse(event.eventId(), code.get());
                return;
            }
            var hash = event.payloadHash();
            var earlier = hashes.putIfAbsent(event.eventId(), hash);
            if (earlier == null) {
                accepted.add(event);
                told.add(Optional.empty());
            } else if (earlier == hash) {
                told.add(Optional.of(new Receipt(event.eventId(), Status.DUPLICATE, null, null)));
            } else {
                refuse(event.eventId(), ScoreCode.SCORE_IDEMPOTENCY_MISMATCH);
            }
        }

        private void refuse(@Nullable UUID eventId, ScoreCode code) {
            told.add(Optional.of(new Receipt(eventId, Status.REJECTED, code, null)));
        }

        List<Receipt> receipts(List<ScoreLog.Place> places) {
            var queued = accepted.iterator();
            var at = places.iterator();
            return told.stream()
                    .map(each ->
                            each.orElseGet(() -> new Receipt(queued.next().eventId(), Status.QUEUED, null, at.next())))
                    .toList();
        }
    }
}
