package dev.warfront.kernel.kafka;

import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Asks the brokers whether they are there.
@Component
public final class KafkaCluster implements DisposableBean {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int CALLS_MAX = 16;

    private final KafkaSettings settings;

    /// Making a client blocks.
    private final Scheduler thread = Schedulers.newBoundedElastic(1, CALLS_MAX, "kafka-cluster", 60, true);

    /// Made on first use, on the thread.
    private @Nullable Admin admin;

    public KafkaCluster(KafkaSettings settings) {
        this.settings = settings;
    }

    /// How many nodes answer; fails when none does.
    public Mono<Integer> nodes() {
        var options = new DescribeClusterOptions().timeoutMs((int) PATIENCE.toMillis());
        return Mono.fromSupplier(this::opened)
                .subscribeOn(thread)
                .flatMap(open -> Mono.fromCompletionStage(
                        open.describeCluster(options).nodes().toCompletionStage()))
                .map(nodes -> nodes.size())
                .timeout(PATIENCE)
                .publishOn(Schedulers.parallel());
    }

    private Admin opened() {
        var open = admin;
        if (open == null) {
            open = Admin.create(settings.admin());
            admin = open;
        }
        return open;
    }

    @Override
    public void destroy() {
        thread.dispose();
        var open = admin;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
