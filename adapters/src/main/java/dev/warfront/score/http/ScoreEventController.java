package dev.warfront.score.http;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.CodePrefix;
import dev.warfront.kernel.http.NameOf;
import dev.warfront.kernel.http.Refuses;
import dev.warfront.kernel.http.ShapedAs;
import dev.warfront.kernel.http.WithoutKey;
import dev.warfront.score.AppendScoreEvents;
import dev.warfront.score.AppendScoreEvents.Acknowledgement;
import dev.warfront.score.ScoreCode;
import dev.warfront.score.ScoreEventCodec;
import dev.warfront.score.ScoreRefusal;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Game servers hand in score events in batches. The answer says what is in the log; whether it counts, the
/// feed says.
@CodePrefix("WAR_")
@RestController
final class ScoreEventController {
    private final AppendScoreEvents append;
    private final ScoreEventCodec codec;
    private final ScoreProblems problems;

    ScoreEventController(AppendScoreEvents append, ScoreEventCodec codec, ScoreProblems problems) {
        this.append = append;
        this.codec = codec;
        this.problems = problems;
    }

    /// Hands in what happened in a war, up to 500 score events at once.
    @PostMapping("/api/v1/clan-wars/{id}/score-events")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow(Role.GAME_SERVER)
    @WithoutKey("each event carries an id of its own")
    @Refuses({ScoreRefusal.UnknownServer.class, ScoreRefusal.BatchSize.class})
    Mono<IngestResultsJson> appendScoreEvents(@PathVariable UUID id, Caller caller, @RequestBody ScoreEventBatchJson body) {
        var events = body.orNone().stream().map(codec::parse).toList();
        return append.append(caller.id().value(), new WarId(id), events)
                .map(problems::valueOf)
                .map(IngestResultsJson::of);
    }

    /// Score events of one war, handed in together.
    ///
    /// @param events 1 to 500; each is decoded by itself, so that a malformed one does not spoil its neighbours
    record ScoreEventBatchJson(
            @Nullable @Size(min = 1, max = ScoreEventCodec.EVENTS_MAX) List<@Nullable @ShapedAs(ScoreEventJson.class) Object> events) {
        private List<@Nullable Object> orNone() {
            return events == null ? List.of() : events;
        }
    }

    /// What became of each event, in the order in which they came.
    record IngestResultsJson(List<IngestResultJson> results) {
        static IngestResultsJson of(List<Acknowledgement> acknowledgements) {
            return new IngestResultsJson(acknowledgements.stream().map(IngestResultJson::of).toList());
        }
    }

    /// What became of a score event.
    ///
    /// @param eventId null when not even that could be read
    /// @param code why it is not QUEUED; null too where the first of the request is, and this one repeats it
    /// @param receivedAt with partition, offset and index the place in the log; null unless QUEUED
    record IngestResultJson(
            @Nullable UUID eventId,
            @NameOf(value = AppendScoreEvents.Status.class, as = "IngestStatus") String status,
            @Nullable @NameOf(ScoreCode.class) String code,
            @Nullable Instant receivedAt,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable Integer index) {
        static IngestResultJson of(Acknowledgement receipt) {
            var place = receipt.place();
            return new IngestResultJson(
                    receipt.eventId(),
                    receipt.status().name(),
                    receipt.code() == null ? null : receipt.code().name(),
                    place == null ? null : place.receivedAt(),
                    place == null ? null : place.partition(),
                    place == null ? null : place.offset(),
                    place == null ? null : place.index());
        }
    }
}
