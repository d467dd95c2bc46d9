package dev.warfront.score.http;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.CodePrefix;
import dev.warfront.kernel.http.LooseAnswer;
import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.Violation;
import dev.warfront.score.AppendScoreEvents;
import dev.warfront.score.AppendScoreEvents.Receipt;
import dev.warfront.score.FactFields;
import dev.warfront.score.Reading;
import dev.warfront.score.ScoreLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Game servers hand in facts in batches. The answer says what is in the log; what became of it is told by the feed.
@CodePrefix("WAR_")
@RestController
final class ScoreEventController {
    private static final int EVENTS_MAX = 500;
    private final AppendScoreEvents append;

    ScoreEventController(AppendScoreEvents append) {
        this.append = append;
    }

    @PostMapping("/api/v1/clan-wars/{id}/score-events")
    @Allow(Role.GAME_SERVER)
    Mono<ResponseEntity<Object>> append(
            @PathVariable UUID id, Caller caller, @RequestBody Map<String, @Nullable Object> body) {
        if (!caller.is(Role.GAME_SERVER)) {
            return Mono.just(Problem.forbidden());
        }
        if (!(body.get("events") instanceof List<?> events) || events.isEmpty() || events.size() > EVENTS_MAX) {
            return Mono.just(
                    Problem.invalid(List.of(new Violation("SIZE", "events"))).answer());
        }
        return append.append(
                        caller.id().value(),
                        new WarId(id),
                        events.stream().map(ScoreEventController::read).toList())
                .map(receipts -> LooseAnswer.accepted(
                        new ResultsJson(receipts.stream().map(ResultJson::of).toList())))
                .onErrorResume(
                        ScoreLog.UnknownServer.class,
                        _ -> Mono.just(Problem.of(HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED")));
    }

    private static Reading read(@Nullable Object event) {
        return event instanceof Map<?, ?> fields
                ? FactFields.read(fields)
                : new Reading.Unreadable(null, "not an object");
    }

    private record ResultsJson(List<ResultJson> results) {}

    private record ResultJson(
            @Nullable UUID eventId,
            String status,
            @Nullable String code,
            @Nullable Instant receivedAt,
            @Nullable Integer partition,
            @Nullable Long offset) {
        static ResultJson of(Receipt receipt) {
            var place = receipt.place();
            return new ResultJson(
                    receipt.eventId(),
                    receipt.status().name(),
                    receipt.code() == null ? null : receipt.code().name(),
                    place == null ? null : place.receivedAt(),
                    place == null ? null : place.partition(),
                    place == null ? null : place.offset());
        }
    }
}
