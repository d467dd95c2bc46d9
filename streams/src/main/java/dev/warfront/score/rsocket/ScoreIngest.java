package dev.warfront.score.rsocket;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.rsocket.ClientConnection;
import dev.warfront.kernel.rsocket.EndCode;
import dev.warfront.kernel.rsocket.FrameCodec;
import dev.warfront.kernel.rsocket.Refused;
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
    Flux<byte[]> ingest(@Payload Flux<byte[]> batches) {
        return Flux.deferContextual(context -> {
            var link = ClientConnection.of(context);
            return batches.takeUntilOther(link.closing())
                    .concatMap(batch -> append(batch, link), 1)
                    .takeUntilOther(link.expired().then(Mono.error(() -> Refused.with(EndCode.TOKEN_EXPIRED.name()))));
        });
    }

    private Mono<byte[]> append(byte[] bytes, ClientConnection link) {
        return Mono.defer(() -> {
            var server = server(link.caller());
            var events = codec.read(bytes, link.format(), BatchJson.class).events();
            if (events == null || events.isEmpty() || events.size() > EVENTS_MAX) {
                return Mono.error(Refused.invalid());
            }
            return append.append(
                            server, null, events.stream().map(ScoreIngest::read).toList())
                    .onErrorMap(ScoreIngest::refusal)
                    .map(receipts -> codec.write(AnswerJson.of(receipts), link.format()));
        });
    }

    private static UUID server(@Nullable Caller caller) {
        if (caller == null || !caller.is(Role.GAME_SERVER)) {
            throw Refused.forbidden();
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
                ? Refused.forbidden()
                : Refused.because(EndCode.RETRY_AFTER.name(), failure);
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
