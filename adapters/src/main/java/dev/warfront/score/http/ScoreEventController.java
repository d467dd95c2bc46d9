package dev.warfront.score.http;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.CodePrefix;
import dev.warfront.kernel.http.Refuses;
import dev.warfront.kernel.http.WithoutKey;
import dev.warfront.score.AppendScoreEvents;
import dev.warfront.score.AppendScoreEvents.Acknowledgement;
import dev.warfront.score.ScoreEventCodec;
import dev.warfront.score.ScoreRefusal;
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

    @PostMapping("/api/v1/clan-wars/{id}/score-events")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow(Role.GAME_SERVER)
    @WithoutKey("each event carries an id of its own")
    @Refuses({ScoreRefusal.UnknownServer.class, ScoreRefusal.BatchSize.class})
    Mono<ResultsJson> append(@PathVariable UUID id, Caller caller, @RequestBody ScoreEventsJson body) {
        var war = new WarId(id);
        var events = body.orNone().stream().map(each -> codec.parse(each, war)).toList();
        return append.append(caller.id().value(), war, events)
                .map(problems::valueOf)
                .map(ResultsJson::of);
    }

    /// @param events each is decoded by itself, so that a malformed one does not spoil its neighbours; of the
    ///     war of the path, also where it does not say so
    record ScoreEventsJson(@Nullable List<@Nullable Object> events) {
        private List<@Nullable Object> orNone() {
            return events == null ? List.of() : events;
        }
    }

    record ResultsJson(List<ResultJson> results) {
        static ResultsJson of(List<Acknowledgement> acknowledgements) {
            return new ResultsJson(acknowledgements.stream().map(ResultJson::of).toList());
        }
    }

    /// @param field of the event that is at fault; null when none is
    /// @param receivedAt with partition, offset and index the place in the log; null unless QUEUED
    record ResultJson(
            @Nullable UUID eventId,
            String status,
            @Nullable String code,
            @Nullable String field,
            @Nullable Instant receivedAt,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable Integer index) {
        static ResultJson of(Acknowledgement receipt) {
            var place = receipt.place();
            return new ResultJson(
                    receipt.eventId(),
                    receipt.status().name(),
                    receipt.code() == null ? null : receipt.code().name(),
                    receipt.field() == null ? null : receipt.field().wireName(),
                    place == null ? null : place.receivedAt(),
                    place == null ? null : place.partition(),
                    place == null ? null : place.offset(),
                    place == null ? null : place.index());
        }
    }
}
