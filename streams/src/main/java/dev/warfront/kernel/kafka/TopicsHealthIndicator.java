package dev.warfront.kernel.kafka;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Says of each topic what is wrong with it: `topics` in the health of the program.
@Component
final class TopicsHealthIndicator implements HealthIndicator {

    private final Topics topics;

    TopicsHealthIndicator(Topics topics) {
        this.topics = topics;
    }

    @Override
    public Health health() {
        var wrong = topics.wrong();
        var health = wrong.isEmpty() ? Health.up() : Health.down();
        wrong.forEach((topic, all) -> health.withDetail(topic, all));
        return health.build();
    }
}
