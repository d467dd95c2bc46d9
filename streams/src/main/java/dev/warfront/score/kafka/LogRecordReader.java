package dev.warfront.score.kafka;

import dev.warfront.identity.SigningKeys;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.score.FactFields;
import dev.warfront.score.LogRecord;
import dev.warfront.score.LogRecord.Proof;
import dev.warfront.score.RawRecord;
import dev.warfront.score.Reading;
import dev.warfront.score.RecordSignature;
import java.nio.charset.StandardCharsets;
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
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Reads records of the log: whose key, whose signature, what fact. Takes whatever lies in the log; nothing in it
/// makes this fail. Only the lookup of keys can.
final class LogRecordReader {
    private static final int LOOKUPS = 8;
    private static final int UUID_LENGTH = 36;
    private final SigningKeys keys;
    private final ObjectReader json;

    LogRecordReader(SigningKeys keys, JsonMapper mapper) {
        this.keys = keys;
        this.json = mapper.readerForMapOf(Object.class);
    }

    /// In the same order. Fails when keys cannot be looked up; trying again is harmless.
    Mono<List<LogRecord>> read(List<ConsumerRecord<byte[], byte[]>> records) {
        return Mono.defer(() -> macs(records)).map(macs -> {
            var read = new ArrayList<LogRecord>(records.size());
            records.forEach(each -> read.add(read(each, macs)));
            return read;
        });
    }

    private Mono<Map<UUID, Mac>> macs(List<ConsumerRecord<byte[], byte[]>> records) {
        var servers = new HashSet<UUID>();
        for (var each : records) {
            var server = server(each.headers());
            if (server != null) {
                servers.add(server);
            }
        }
        return Flux.fromIterable(servers)
                .flatMap(server -> keys.keyOf(server).map(key -> Map.entry(server, RecordSignature.mac(key))), LOOKUPS)
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private LogRecord read(ConsumerRecord<byte[], byte[]> entry, Map<UUID, Mac> macs) {
        var key = key(entry.key());
        var proof = proof(entry, macs);
        return new LogRecord(
                entry.partition(),
                entry.offset(),
                Instant.ofEpochMilli(entry.timestamp()),
                key,
                key != null && ScoreTopics.partitionOf(entry.key()) == entry.partition(),
                proof,
                reading(entry.value(), proof),
                new RawRecord(entry.key(), entry.value(), headers(entry.headers())));
    }

    private Reading reading(byte @Nullable [] value, Proof proof) {
        if (value == null) {
            return new Reading.Unreadable(null, "no value");
        }
        if (value.length > KafkaRecord.VALUE_MAX) {
            return new Reading.Unreadable(null, "longer than " + KafkaRecord.VALUE_MAX + " bytes");
        }
        try {
            Map<?, ?> fields = json.readValue(value);
            if (fields == null) {
                return new Reading.Unreadable(null, "no JSON object");
            }
            return proof == Proof.PROGRAM ? FactFields.readDerived(fields) : FactFields.read(fields);
        } catch (JacksonException e) {
            return new Reading.Unreadable(null, "no JSON object");
        }
    }

    private static Proof proof(ConsumerRecord<byte[], byte[]> entry, Map<UUID, Mac> macs) {
        var server = server(entry.headers());
        var mac = server == null ? null : macs.get(server);
        if (mac == null
                || entry.value() == null
                || !RecordSignature.matches(mac, entry.value(), text(entry.headers(), RecordSignature.SIGNATURE))) {
            return Proof.NONE;
        }
        return SigningKeys.PROGRAM.equals(server) ? Proof.PROGRAM : Proof.GAME_SERVER;
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
}
