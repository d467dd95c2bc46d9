package dev.warfront.bench.bound;

import dev.warfront.bench.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.atomic.LongAdder;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Checks the signature of each record, parses its one event or its array of them, and adds the points to the player's.
/// It judges nothing else. Of one thread.
final class PlayerTotals implements Processor<byte[], byte[], Void, Void> {
    private static final String ALGORITHM = "HmacSHA256";

    private final String storeName;
    private final Mac mac;
    private final LongAdder counted;
    private final LongAdder refused;
    private @Nullable KeyValueStore<String, Long> totals;

    PlayerTotals(String storeName, byte[] key, LongAdder counted, LongAdder refused) {
        try {
            this.storeName = storeName;
            this.mac = Mac.getInstance(ALGORITHM);
            this.mac.init(new SecretKeySpec(key, ALGORITHM));
            this.counted = counted;
            this.refused = refused;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        totals = context.getStateStore(storeName);
    }

    @Override
    public void process(Record<byte[], byte[]> row) {
        var signature = row.headers().lastHeader("signature");
        if (signature == null || !signed(row.value(), signature.value())) {
            refused.increment();
            return;
        }
        try (var json = Wire.JSON.createParser(row.value())) {
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    count(json);
                }
            }
        }
    }

    private boolean signed(byte[] value, byte[] hex) {
        var wanted = HexFormat.of().parseHex(new String(hex, StandardCharsets.ISO_8859_1));
        return MessageDigest.isEqual(mac.doFinal(value), wanted);
    }

    private void count(JsonParser json) {
        var type = "";
        var player = "";
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var field = json.currentName();
            var _ = json.nextToken();
            switch (field) {
                case "type" -> type = json.getString();
                case "player_id" -> player = json.getString();
                default -> json.skipChildren();
            }
        }
        add(player, points(type));
    }

    private void add(String player, long points) {
        var store = totals;
        if (store == null || points == 0) {
            refused.increment();
            return;
        }
        var before = store.get(player);
        store.put(player, before == null ? points : before + points);
        counted.increment();
    }

    private static long points(String type) {
        return switch (type) {
            case "KILL" -> 10;
            case "ASSIST" -> 3;
            case "OBJECTIVE_CAPTURE" -> 50;
            default -> 0;
        };
    }
}
