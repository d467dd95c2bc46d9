package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.kernel.kafka.KafkaSettings;
import dev.warfront.kernel.kafka.Sent;
import dev.warfront.score.WarScoreChange;
import dev.warfront.war.Tally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Isolated
class KafkaTotalsFeedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00Z");
    private static final WarId WAR = new WarId(new UUID(1, 1));

    /// Its own producer is never made.
    private final KafkaTotalsFeed totals = new KafkaTotalsFeed(
            new KafkaSettings(List.of(), Map.of()),
            new FeedRecords(WireJson.jsonMapper(), UUID::randomUUID, Clock.systemUTC()));

    @Test
    void givenASendThatIsNotAnswered_laterOnesAreSentAllTheSame() {
        var sent = new ArrayList<List<KafkaRecord>>();

        StepVerifier.withVirtualTime(() -> totals.run(all -> {
                    sent.add(all);
                    return Mono.<List<Sent>>never();
                }))
                .then(() -> totals.publish(List.of(change(1))).block(PATIENCE))
                .thenAwait(Duration.ofMillis(200))
                .then(() -> totals.publish(List.of(change(2))).block(PATIENCE))
                .thenAwait(Duration.ofMillis(200))
                .thenCancel()
                .verify(PATIENCE);

        assertThat(sent).hasSize(2).allSatisfy(each -> assertThat(each).hasSize(1));
    }

    private static WarScoreChange change(long seq) {
        var tallies = Map.of(Side.ATTACKER, new Tally(30, 3, 1, 0, 0), Side.DEFENDER, new Tally(10, 1, 3, 0, 0));
        return new WarScoreChange(WAR, 1, seq, seq - 1, tallies, List.of(), List.of(), AT);
    }
}
