package dev.warfront.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class LoggedEventTest {
    @Test
    void givenARecordOfSeveralEvents_eachHasItsPlace() {
        assertThat(events("[{\"a\":1}, 7,{\"b\":[2]}]"))
                .extracting(LoggedEvent::place, LoggedEvent::text)
                .containsExactly(
                        tuple(new EventPlace(40, 0), "{\"a\":1}"),
                        tuple(new EventPlace(40, 1), "7"),
                        tuple(new EventPlace(40, 2), "{\"b\":[2]}"));
    }

    @Test
    void givenAnythingElse_itIsOne_asItCame() {
        for (var value : List.of("{\"a\": 1}", "[]", "[{", "none", "")) {
            assertThat(events(value))
                    .extracting(LoggedEvent::place, LoggedEvent::text)
                    .containsExactly(tuple(EventPlace.alone(40), value));
        }
    }

    private static List<LoggedEvent> events(String value) {
        return LoggedEvent.of(
                new ConsumerRecord<>(EventLog.TOPIC, 3, 40, "key", value.getBytes(StandardCharsets.UTF_8)));
    }
}
