package dev.warfront.score;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.identity.SigningKeys;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.UseCase;
import dev.warfront.kernel.WarId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// A game server hands in score events; they are in the log when it gets the answer. Whether they count is
/// decided behind the log. What shows without it is answered at once and not appended: what is malformed, of no
/// known type, out of range, or a repeat inside the request. Source: docs/rules/score.md, input.
@UseCase
public final class AppendScoreEvents {
    public static final int EVENTS_MAX = 500;

    private final SigningKeys keys;
    private final ScoreLog log;

    public AppendScoreEvents(SigningKeys keys, ScoreLog log) {
        this.keys = keys;
        this.log = log;
    }

    /// Answers one acknowledgement per event, in order, after the log has those it takes.
    ///
    /// @param server who hands them in, as its token says; the log's records are signed with its key
    /// @param war the only war they may be of; null for any
    /// @param events 1..{@link #EVENTS_MAX}
    public Mono<Result<List<Acknowledgement>, ScoreRefusal>> append(
            UUID server, @Nullable WarId war, List<ParsedEvent> events) {
        if (events.isEmpty() || events.size() > EVENTS_MAX) {
            return Mono.just(refused(new ScoreRefusal.BatchSize(events.size())));
        }
        return keys.keyOf(server)
                .flatMap(key -> append(server, key, Intake.of(war, events)))
                .defaultIfEmpty(refused(new ScoreRefusal.UnknownServer(server)));
    }

    private Mono<Result<List<Acknowledgement>, ScoreRefusal>> append(UUID server, byte[] key, Intake intake) {
        return log.append(server, key, intake.accepted).map(places -> done(intake.acknowledgements(places)));
    }

    /// The end of one event at the ingest.
    ///
    /// @param eventId null when not even that could be read
    /// @param code why it is not QUEUED; null where the first of the request is, and this one repeats it
    /// @param field which of its fields is at fault; null when none is
    /// @param place where it is in the log; null unless QUEUED
    public record Acknowledgement(
            @Nullable UUID eventId,
            Status status,
            @Nullable ScoreCode code,
            @Nullable FaultyField field,
            ScoreLog.@Nullable Place place) {}

    /// How an event can end at the ingest.
    public enum Status {
        QUEUED,
        DUPLICATE,
        REJECTED
    }

    /// One request, sorted into what the log is to take and what is answered at once.
    private static final class Intake {
        /// What only the program reports is of no type that a server may.
        private static final ScoreCode DERIVED = ScoreCode.SCORE_INVALID_TYPE;

        private final @Nullable WarId only;
        private final List<ScoreEvent> accepted = new ArrayList<>();
        /// One per event; empty for those that get theirs from the log.
        private final List<Optional<Acknowledgement>> answered = new ArrayList<>();
        private final HashMap<UUID, Long> hashes = new HashMap<>();

        private Intake(@Nullable WarId only) {
            this.only = only;
        }

        static Intake of(@Nullable WarId only, List<ParsedEvent> events) {
            var intake = new Intake(only);
            events.forEach(intake::add);
            return intake;
        }

        private void add(ParsedEvent parsed) {
            switch (parsed) {
                case ParsedEvent.Malformed(var id, var _, var field) -> refuse(id, ScoreCode.SCORE_MALFORMED, field);
                case ParsedEvent.Reported(var event) -> add(event);
                case ParsedEvent.Captured(var event, var _) -> refuse(event.eventId(), DERIVED, FaultyField.TYPE);
                case ParsedEvent.CutOff _ -> refuse(null, DERIVED, FaultyField.TYPE);
            }
        }

        private void add(ScoreEvent event) {
            var wrong = only != null && !only.equals(event.war())
                    ? EventRules.refused(ScoreCode.SCORE_WRONG_PARTITION, FaultyField.WAR_ID)
                    : EventRules.content(event);
            if (wrong.isPresent()) {
                refuse(event.eventId(), wrong.get().code(), wrong.get().field());
                return;
            }
            var hash = event.payloadHash();
            var earlier = hashes.putIfAbsent(event.eventId(), hash);
            if (earlier == null) {
                accepted.add(event);
                answered.add(Optional.empty());
            } else if (earlier == hash) {
                answered.add(Optional.of(new Acknowledgement(event.eventId(), Status.DUPLICATE, null, null, null)));
            } else {
                refuse(event.eventId(), ScoreCode.SCORE_IDEMPOTENCY_MISMATCH, FaultyField.EVENT_ID);
            }
        }

        private void refuse(@Nullable UUID eventId, ScoreCode code, @Nullable FaultyField field) {
            answered.add(Optional.of(new Acknowledgement(eventId, Status.REJECTED, code, field, null)));
        }

        List<Acknowledgement> acknowledgements(List<ScoreLog.Place> places) {
            var queued = accepted.iterator();
            var at = places.iterator();
            return answered.stream()
                    .map(each -> each.orElseGet(
                            () -> new Acknowledgement(queued.next().eventId(), Status.QUEUED, null, null, at.next())))
                    .toList();
        }
    }
}
