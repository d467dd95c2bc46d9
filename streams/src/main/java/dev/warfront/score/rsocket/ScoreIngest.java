package dev.warfront.score.rsocket;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.OpenSessions;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.rsocket.ClientConnection;
import dev.warfront.kernel.rsocket.EndCode;
import dev.warfront.kernel.rsocket.FrameCodec;
import dev.warfront.kernel.rsocket.FrameFormat;
import dev.warfront.kernel.rsocket.RSocketErrors;
import dev.warfront.score.AppendScoreEvents;
import dev.warfront.score.AppendScoreEvents.Acknowledgement;
import dev.warfront.score.ScoreEventCodec;
import dev.warfront.score.ScoreRefusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Game servers hand in score events on a channel, a batch a payload. Each batch is answered when the log has
/// it, in order, and the client gets credit for no more batches than may be under way.
@Controller
final class ScoreIngest {
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
        var batch = codec.read(bytes, format, BatchJson.class).orNone().stream()
                .map(events::parse)
                .toList();
        return append.append(server.id().value(), null, batch)
                .onErrorMap(failure -> RSocketErrors.because(EndCode.RETRY_AFTER.name(), failure))
                .map(ScoreIngest::acknowledgements)
                .map(acknowledgements -> codec.write(AnswerJson.of(acknowledgements), format));
    }

    /// A failure of the log: it has not all of the batch, and sending it again is harmless. A refusal
    /// ends the channel.
    private static List<Acknowledgement> acknowledgements(Result<List<Acknowledgement>, ScoreRefusal> result) {
        return switch (result) {
            case Result.Done<List<Acknowledgement>, ScoreRefusal>(var acknowledgements) -> acknowledgements;
            case Result.Refused<List<Acknowledgement>, ScoreRefusal>(var refusal) ->
                throw switch (refusal) {
                    case ScoreRefusal.UnknownServer _ -> RSocketErrors.forbidden();
                    case ScoreRefusal.BatchSize _ -> RSocketErrors.invalid();
                    case ScoreRefusal.NotStopped _, ScoreRefusal.StoppedElsewhere _, ScoreRefusal.LogLost _ ->
                        new IllegalStateException("no answer to a batch: " + refusal);
                };
        };
    }

    /// @param events each is decoded by itself, so that a malformed one does not spoil its neighbours
    record BatchJson(@Nullable List<@Nullable Object> events) {
        private List<@Nullable Object> orNone() {
            return events == null ? List.of() : events;
        }
    }

    record AnswerJson(List<ResultJson> results) {
        static AnswerJson of(List<Acknowledgement> acknowledgements) {
            return new AnswerJson(acknowledgements.stream().map(ResultJson::of).toList());
        }
    }

    record ResultJson(
            @Nullable String eventId,
            String status,
            @Nullable String code,
            @Nullable Instant receivedAt,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable Integer index) {
        static ResultJson of(Acknowledgement receipt) {
            var id = receipt.eventId();
            var code = receipt.code();
            var place = receipt.place();
            return new ResultJson(
                    id == null ? null : id.toString(),
                    receipt.status().name(),
                    code == null ? null : code.name(),
                    place == null ? null : place.receivedAt(),
                    place == null ? null : place.partition(),
                    place == null ? null : place.offset(),
                    place == null ? null : place.index());
        }
    }
}
