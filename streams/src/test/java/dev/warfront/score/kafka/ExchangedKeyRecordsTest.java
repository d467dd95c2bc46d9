package dev.warfront.score.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.SigningKeys;
import dev.warfront.score.LogRecord;
import dev.warfront.score.LogRecord.Proof;
import dev.warfront.score.RecordSignature;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.json.ScoresOnTheWire;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// What is believed while one key of a game server takes over from another.
class ExchangedKeyRecordsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UUID SERVER = new UUID(7, 7);
    private static final byte[] NEW_KEY = key(1);
    private static final byte[] FORMER_KEY = key(2);
    private static final byte[] FOREIGN_KEY = key(3);

    @Test
    void givenRecordsSignedByTheNewKeyOrTheFormerOne_bothAreBelieved_andNoOthers() {
        var keys = new KeysInExchange();

        var read = new LogRecordReader(keys, ScoresOnTheWire.codec(), Clock.systemUTC())
                .read(List.of(record(0, FORMER_KEY), record(1, NEW_KEY), record(2, FOREIGN_KEY), record(3, FORMER_KEY)))
                .blockOptional(PATIENCE)
                .orElseThrow();

        assertThat(read)
                .extracting(LogRecord::proof)
                .containsExactly(Proof.GAME_SERVER, Proof.GAME_SERVER, Proof.NONE, Proof.GAME_SERVER);
        assertThat(keys.asked).hasValue(1);
    }

    private static byte[] key(int number) {
        var key = new byte[32];
        key[0] = (byte) number;
        return key;
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, byte[] key) {
        var value = "{}".getBytes(UTF_8);
        var war = new UUID(1, 1).toString().getBytes(UTF_8);
        var record = new ConsumerRecord<>(ScoreLog.FEED, 0, offset, war, value);
        RecordSignature.headers(SERVER, value, key)
                .forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }

    /// Counts how often it is asked.
    private static final class KeysInExchange implements SigningKeys {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Mono<byte[]> keyOf(UUID serverId) {
            return Mono.just(NEW_KEY);
        }

        @Override
        public Mono<List<byte[]>> acceptedOf(UUID serverId) {
            return Mono.fromSupplier(() -> {
                asked.incrementAndGet();
                return List.of(NEW_KEY, FORMER_KEY);
            });
        }
    }
}
