package dev.warfront.score.rsocket;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.rsocket.ClientConnection;
import dev.warfront.kernel.rsocket.EndCode;
import dev.warfront.kernel.rsocket.FrameCodec;
import dev.warfront.kernel.rsocket.RSocketErrors;
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
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Game servers hand in facts on a channel, a batch a payload. Each batch is answered when the log has it, in
/// order, and the client gets credit for no more batches than may be under way.
@Controller
final class ScoreIngest {
    private static final int EVENTS_MAX = 500;

    private final AppendScoreEvents append;
    private final FrameCodec codec;

    ScoreIngest(AppendScoreEvents append, FrameCodec codec) {
        this.append = append;
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

    private Mono<byte[]> append(byte[] bytes, ClientConnection connection) {
        return Mono.defer(() -> {
            var server = server(connection.caller());
            var events = codec.read(bytes, connection.format(), BatchJson.class).events();
            if (events == null || events.isEmpty() || events.size() > EVENTS_MAX) {
                return Mono.error(RSocketErrors.invalid());
            }
            return append.append(
                            server, null, events.stream().map(ScoreIngest::read).toList())
                    .onErrorMap(ScoreIngest::refusal)
                    .map(receipts -> codec.write(AnswerJson.of(receipts), connection.format()));
        });
    }

    /// The route lets in game servers only; one without a token has lost it since.
    private static UUID server(@Nullable Caller caller) {
        if (caller == null) {
            throw RSocketErrors.with(EndCode.TOKEN_EXPIRED.name());
        }
        return caller.id().value();
    }

    private static Reading read(@Nullable Object event) {
        return event instanceof Map<?, ?> fields
                ? FactFields.read(fields)
                : new Reading.Unreadable(null, "not an object");
    }

    /// The log did not take it, or not all of it; sending it again is harmless.
    private static Throwable refusal(Throwable failure) {
        return failure instanceof ScoreLog.UnknownServer
                ? RSocketErrors.forbidden()
                : RSocketErrors.because(EndCode.RETRY_AFTER.name(), failure);
    }

    record BatchJson(@Nullable List<@Nullable Object> events) {}

    record AnswerJson(List<ResultJson> results) {
        static AnswerJson of(List<Receipt> receipts) {
            return new AnswerJson(receipts.stream().map(ResultJson::of).toList());
        }
    }

    record ResultJson(
            @Nullable String eventId,
            String status,
            @Nullable String code,
            @Nullable Instant receivedAt,
            @Nullable Integer partition,
            @Nullable Long offset) {
        static ResultJson of(Receipt receipt) {
            var id = receipt.eventId();
            var code = receipt.code();
            var place = receipt.place();
            return new ResultJson(
                    id == null ? null : id.toString(),
                    receipt.status().name(),
                    code == null ? null : code.name(),
                    place == null ? null : place.receivedAt(),
                    place == null ? null : place.partition(),
                    place == null ? null : place.offset());
        }
    }
}
