package dev.warfront.score.kafka;

import dev.warfront.identity.SigningKeys;
import dev.warfront.kernel.WarId;
import dev.warfront.score.LogRecord;
import dev.warfront.score.LogRecord.Proof;
import dev.warfront.score.ParsedEvent;
import dev.warfront.score.RawRecord;
import dev.warfront.score.RecordSignature;
import dev.warfront.score.ScoreEventCodec;
import dev.warfront.score.ScoreEventCodec.Part;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Reads records of the log: whose key, whose signature, what events. Takes whatever lies in the log; nothing in it
/// makes this fail. Only the lookup of keys can.
@Component
final class LogRecordReader {
    private static final int LOOKUPS = 8;
    private static final int UUID_LENGTH = 36;
    private final SigningKeys keys;
    private final ScoreEventCodec codec;
    private final Clock clock;

    LogRecordReader(SigningKeys keys, ScoreEventCodec codec, Clock clock) {
        this.keys = keys;
        this.codec = codec;
        this.clock = clock;
    }

    /// Their events in the same order, at least one of each record. Fails when keys cannot be looked up; trying again
    /// is harmless.
    Mono<List<LogRecord>> read(List<ConsumerRecord<byte[], byte[]>> records) {
        return Mono.defer(() -> macs(records)).publishOn(Schedulers.parallel()).map(macs -> {
            var read = new ArrayList<LogRecord>(records.size());
            records.forEach(each -> read(each, macs, read));
            return read;
        });
    }

    private Mono<Map<UUID, List<Mac>>> macs(List<ConsumerRecord<byte[], byte[]>> records) {
        var servers = new HashSet<UUID>();
        for (var each : records) {
            var server = server(each.headers());
            if (server != null) {
                servers.add(server);
            }
        }
        return Flux.fromIterable(servers)
                .flatMap(server -> keys.acceptedOf(server).map(accepted -> Map.entry(server, ready(accepted))), LOOKUPS)
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static List<Mac> ready(List<byte[]> accepted) {
        return accepted.stream().map(RecordSignature::mac).toList();
    }

    private void read(ConsumerRecord<byte[], byte[]> found, Map<UUID, List<Mac>> macs, List<LogRecord> read) {
        var key = key(found.key());
        var rightPartition = key != null && ScoreTopics.partitionOf(found.key()) == found.partition();
        var proof = proof(found, macs);
        var appendedAt = appendedAt(found);
        var index = 0;
        for (var each : events(found, proof)) {
            read.add(new LogRecord(
                    found.partition(),
                    found.offset(),
                    index++,
                    appendedAt,
                    key,
                    rightPartition,
                    proof,
                    each.event(),
                    each.raw()));
        }
    }

    /// The log's own time. Of a record that has its sender's, since the topic was made so, it is now: a sender does not
    /// say when something was received.
    private Instant appendedAt(ConsumerRecord<byte[], byte[]> found) {
        return found.timestampType() == TimestampType.LOG_APPEND_TIME
                ? Instant.ofEpochMilli(found.timestamp())
                : clock.instant();
    }

    private List<Found> events(ConsumerRecord<byte[], byte[]> found, Proof proof) {
        var raw = new RawRecord(
                found.key(), found.value(), headers(found.headers()), Math.max(0, found.serializedValueSize()));
        var refusal = RecordBounds.refusal(found);
        return refusal != null
                ? List.of(new Found(new ParsedEvent.Malformed(null, refusal), raw))
                : parse(found.value(), proof).stream()
                        .map(part -> new Found(part.event(), raw.part(part.from(), part.until())))
                        .toList();
    }

    private List<Part> parse(byte @Nullable [] value, Proof proof) {
        return value == null
                ? List.of(new Part(new ParsedEvent.Malformed(null, "no value"), 0, 0))
                : codec.parse(value, proof);
    }

    private static Proof proof(ConsumerRecord<byte[], byte[]> found, Map<UUID, List<Mac>> macs) {
        var server = server(found.headers());
        var accepted = server == null ? null : macs.get(server);
        if (accepted == null
                || found.value() == null
                || !isSignedByOne(accepted, found.value(), text(found.headers(), RecordSignature.SIGNATURE))) {
            return Proof.NONE;
        }
        return SigningKeys.PROGRAM.equals(server) ? Proof.PROGRAM : Proof.GAME_SERVER;
    }

    private static boolean isSignedByOne(List<Mac> accepted, byte[] value, @Nullable String signature) {
        for (var mac : accepted) {
            if (RecordSignature.matches(mac, value, signature)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable UUID server(Headers headers) {
        return uuid(text(headers, RecordSignature.SERVER_ID));
    }

    /// The key is the war's id in lower case, exactly: another spelling lies in another partition.
    private static @Nullable WarId key(byte @Nullable [] key) {
        if (key == null || key.length != UUID_LENGTH) {
            return null;
        }
        var text = new String(key, StandardCharsets.UTF_8);
        var id = uuid(text);
        return id == null || !id.toString().equals(text) ? null : new WarId(id);
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        if (text == null || text.length() != UUID_LENGTH) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> headers(Headers headers) {
        var all = new HashMap<String, byte[]>();
        headers.forEach(each -> {
            if (each.value() != null) {
                all.put(each.key(), each.value());
            }
        });
        return all;
    }

    /// An event with its own bytes.
    private record Found(ParsedEvent event, RawRecord raw) {}
}
