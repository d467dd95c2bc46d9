package dev.warfront.score.rsocket;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.rsocket.ClientConnection;
import dev.warfront.kernel.rsocket.EndCode;
import dev.warfront.kernel.rsocket.FrameCodec;
import dev.warfront.kernel.rsocket.Refused;
import dev.warfront.score.AppendScoreEvents;
import dev.warfront.score.AppendScoreEvents.Receipt;
import dev.warfront.score.ScoreEventCodec;
import dev.warfront.score.ScoreRefusal;
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
/// it, in order, and the client gets credit for no more batches than may be under way.
@Controller
final class ScoreIngest {
    private final AppendScoreEvents append;
    private final ScoreEventCodec events;
    private final FrameCodec codec;

    ScoreIngest(AppendScoreEvents append, ScoreEventCodec events, FrameCodec codec) {
        this.append = append;
        this.events = events;
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
            var batch = codec.read(bytes, link.format(), BatchJson.class).orNone().stream()
                    .map(events::parse)
                    .toList();
            return append.append(server, null, batch)
                    .onErrorMap(failure -> Refused.because(EndCode.RETRY_AFTER.name(), failure))
                    .map(ScoreIngest::receipts)
                    .map(receipts -> codec.write(AnswerJson.of(receipts), link.format()));
        });
    }

    /// A failure of the log: it has not all of the batch, and sending it again is harmless. A refusal ends the
    /// channel.
    private static List<Receipt> receipts(Result<List<Receipt>, ScoreRefusal> result) {
        return switch (result) {
            case Result.Done<List<Receipt>, ScoreRefusal>(var receipts) -> receipts;
            case Result.Refused<List<Receipt>, ScoreRefusal>(var refusal) ->
                throw switch (refusal) {
                    case ScoreRefusal.UnknownServer _ -> Refused.forbidden();
                    case ScoreRefusal.BatchSize _ -> Refused.invalid();
                };
        };
    }

    private static UUID server(@Nullable Caller caller) {
        if (caller == null || !caller.is(Role.GAME_SERVER)) {
            throw Refused.forbidden();
        }
        return caller.id().value();
    }

    /// @param events each is decoded by itself, so that a malformed one does not spoil its neighbours
    record BatchJson(@Nullable List<@Nullable Object> events) {
        private List<@Nullable Object> orNone() {
            return events == null ? List.of() : events;
        }
    }

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
