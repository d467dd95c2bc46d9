package dev.warfront.kernel.kafka;

import java.time.Duration;
import java.util.List;
import reactor.test.StepVerifier;

/// Topics that a test makes for itself. For tests of other contexts too.
public final class TestTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestTopics() {}

    /// Returns when it is there.
    public static void make(KafkaSettings settings, TopicSpec topic) {
        make(settings, List.of(topic));
    }

    /// Returns when they are there.
    static void make(KafkaSettings settings, List<TopicSpec> all) {
        var topics = new Topics(all, settings);
        topics.run()
                .takeUntilOther(topics.ready())
                .then()
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }
}
