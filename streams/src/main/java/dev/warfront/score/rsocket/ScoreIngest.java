package dev.warfront.score.rsocket;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.OpenSessions;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.rsocket.ClientConnection;
import dev.warfront.kernel.rsocket.EndCode;
import dev.warfront.kernel.rsocket.FrameCodec;
import dev.warfront.kernel.rsocket.FrameFormat;
import dev.warfront.kernel.rsocket.RSocketErrors;
import dev.warfront.score.AppendScoreEvents;
import dev.warfront.score.AppendScoreEvents.Acknowledgement;
import dev.warfront.score.ScoreEventCodec;
import dev.warfront.score.ScoreRefusal;
import io.rsocket.exceptions.InvalidException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Game servers hand in score events on a channel, a batch a payload. Each batch is answered when the log has
/// it, or at once with what is wrong with it; in order, and the client gets credit for no more batches than
/// may be under way.
@Controller
final class ScoreIngest {
    private static final ViolationJson NO_BATCH = new ViolationJson("MALFORMED", null);
    private static final ViolationJson BATCH_SIZE = new ViolationJson("SIZE", "events");

    private final AppendScoreEvents append;
    private final OpenSessions sessions;
    private final ScoreEventCodec events;
    private final FrameCodec codec;

    ScoreIngest(AppendScoreEvents append, OpenSessions sessions, ScoreEventCodec events, FrameCodec codec) {
        this.append = append;
        this.sessions = sessions;
        this.events = events;
        this.codec = codec;
    }

    @MessageMapping("score-events")
    @Allow(Role.GAME_SERVER)
    Flux<byte[]> ingest(@Payload Flux<byte[]> batches) {
        return Flux.deferContextual(context -> {
            var connection = ClientConnection.of(context);
            return batches.takeUntilOther(connection.closing())
                    .concatMap(batch -> append(batch, connection), 1)
                    .takeUntilOther(connection
                            .expired()
                            .then(Mono.error(() -> RSocketErrors.with(EndCode.TOKEN_EXPIRED.name()))));
        });
    }

    /// Who opened the channel may have lost its session, or its role, since.
    private Mono<byte[]> append(byte[] bytes, ClientConnection connection) {
        return connection
                .present(sessions)
                .filter(caller -> caller.roles().contains(Role.GAME_SERVER))
                .switchIfEmpty(Mono.error(() -> RSocketErrors.with(EndCode.TOKEN_EXPIRED.name())))
                .flatMap(server -> append(bytes, server, connection.format()));
    }

    private Mono<byte[]> append(byte[] bytes, Caller server, FrameFormat format) {
        return Mono.fromSupplier(() -> codec.read(bytes, format, BatchJson.class))
                .flatMap(batch -> append(batch, server))
                .onErrorResume(InvalidException.class, _ -> Mono.just(RefusedBatchJson.of(NO_BATCH)))
                .map(answer -> codec.write(answer, format));
    }

    private Mono<Object> append(BatchJson batch, Caller server) {
        var war = batch.war();
        var parsed =
                batch.orNone().stream().map(each -> events.parse(each, war)).toList();
        return append.append(server.id().value(), war, parsed)
                .onErrorMap(failure -> RSocketErrors.because(EndCode.RETRY_AFTER.name(), failure))
                .map(ScoreIngest::answer);
    }

    /// A batch that is refused is answered like any other, and the channel goes on: those behind it may be good.
    /// It ends when its server may hand in nothing any more, and at a failure of the log, which has not all of
    /// the batch then: sending it again is harmless.
    private static Object answer(Result<List<Acknowledgement>, ScoreRefusal> result) {
        return switch (result) {
            case Result.Done<List<Acknowledgement>, ScoreRefusal>(var acknowledgements) ->
                AnswerJson.of(acknowledgements);
            case Result.Refused<List<Acknowledgement>, ScoreRefusal>(var refusal) ->
                switch (refusal) {
                    case ScoreRefusal.UnknownServer _ -> throw RSocketErrors.forbidden();
                    case ScoreRefusal.BatchSize _ -> RefusedBatchJson.of(BATCH_SIZE);
                    case ScoreRefusal.UnknownWar _,
                            ScoreRefusal.UnknownEvent _,
                            ScoreRefusal.NotStopped _,
                            ScoreRefusal.StoppedElsewhere _,
                            ScoreRefusal.LogLost _ ->
                        throw new IllegalStateException("no answer to a batch: " + refusal);
                };
        };
    }

    /// @param warId of which its events are where they do not say so; null when they have to
    /// @param events each is decoded by itself, so that a malformed one does not spoil its neighbours
    record BatchJson(@Nullable UUID warId, @Nullable List<@Nullable Object> events) {
        private @Nullable WarId war() {
            return warId == null ? null : new WarId(warId);
        }

        private List<@Nullable Object> orNone() {
            return events == null ? List.of() : events;
        }
    }

    record AnswerJson(List<ResultJson> results) {
        static AnswerJson of(List<Acknowledgement> acknowledgements) {
            return new AnswerJson(acknowledgements.stream().map(ResultJson::of).toList());
        }
    }

    /// To a batch of which nothing was taken.
    ///
    /// @param results none
    /// @param violations what is wrong with it, as over HTTP
    record RefusedBatchJson(List<ResultJson> results, String code, List<ViolationJson> violations) {
        static RefusedBatchJson of(ViolationJson violation) {
            return new RefusedBatchJson(List.of(), "VALIDATION_FAILED", List.of(violation));
        }
    }

    /// @param field null when it is about the whole
    record ViolationJson(String code, @Nullable String field) {}

    record ResultJson(
            @Nullable String eventId,
            String status,
            @Nullable String code,
            @Nullable String field,
            @Nullable Instant receivedAt,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable Integer index) {
        static ResultJson of(Acknowledgement receipt) {
            var id = receipt.eventId();
            var code = receipt.code();
            var field = receipt.field();
            var place = receipt.place();
            return new ResultJson(
                    id == null ? null : id.toString(),
                    receipt.status().name(),
                    code == null ? null : code.name(),
                    field == null ? null : field.wireName(),
                    place == null ? null : place.receivedAt(),
                    place == null ? null : place.partition(),
                    place == null ? null : place.offset(),
                    place == null ? null : place.index());
        }
    }
}
