package dev.warfront.kernel.kafka;

import dev.warfront.kernel.SupervisedStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/// The topics that the program needs. Those that are missing are created as soon as there is a broker; nobody but
/// consumers waits for that.
@Component
public final class Topics implements SupervisedStream, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Topics.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int CALLS_MAX = 16;

    private static final Retry UNTIL_THERE_IS_A_BROKER = Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1))
            .maxBackoff(Duration.ofSeconds(5))
            .doBeforeRetry(
                    again -> log.warn("no topics yet: {}", again.failure().toString()));

    private final List<TopicSpec> specs;

    private final KafkaSettings settings;

    private final Sinks.Empty<Void> ready = Sinks.empty();

    /// Making a client and closing it block.
    private final Scheduler thread = Schedulers.newBoundedElastic(1, CALLS_MAX, "kafka-topics", 60, true);

    public Topics(List<TopicSpec> specs, KafkaSettings settings) {
        this.specs = List.copyOf(specs);
        this.settings = settings;
        if (names().size() < specs.size()) {
            throw new IllegalStateException("a topic is declared twice: " + specs);
        }
    }

    /// Of all topics that somebody declared.
    public Set<String> names() {
        return specs.stream().map(TopicSpec::name).collect(Collectors.toUnmodifiableSet());
    }

    /// Completes when all topics are there, at once if they were before. Does not fail.
    public Mono<Void> ready() {
        return ready.asMono();
    }

    @Override
    public String name() {
        return "kafka-topics";
    }

    @Override
    public int phase() {
        return KERNEL;
    }

    @Override
    public Flux<Void> run() {
        return ensure().retryWhen(UNTIL_THERE_IS_A_BROKER)
                .doOnSuccess(_ -> ready.tryEmitEmpty())
                .flux();
    }

    private Mono<Void> ensure() {
        return Mono.using(
                        () -> Admin.create(settings.admin()),
                        admin -> found(admin)
                                .onErrorResume(
                                        UnknownTopicOrPartitionException.class,
                                        _ -> create(admin).then(found(admin)))
                                .doOnNext(this::compare)
                                .then(),
                        admin -> admin.close(Duration.ZERO),
                        false)
                .subscribeOn(thread);
    }

    private Mono<Void> create(Admin admin) {
        return Flux.fromIterable(specs)
                .map(spec -> new NewTopic(spec.name(), Optional.of(spec.partitions()), Optional.empty())
                        .configs(spec.config()))
                .collectList()
                .flatMapIterable(topics -> admin.createTopics(topics).values().values())
                .flatMap(this::created)
                .then();
    }

    private Mono<Void> created(KafkaFuture<Void> creation) {
        return completed(creation).onErrorComplete(TopicExistsException.class);
    }

    /// Fails when one of them is missing.
    private Mono<Collection<TopicDescription>> found(Admin admin) {
        return Mono.defer(() -> completed(admin.describeTopics(names()).allTopicNames()))
                .map(Map::values);
    }

    /// All of a war lies in one partition, so a topic that was made with another number of them is an error that only
    /// an operator can mend.
    private void compare(Collection<TopicDescription> found) {
        var wanted = specs.stream().collect(Collectors.toMap(TopicSpec::name, TopicSpec::partitions));
        for (var topic : found) {
            var partitions = topic.partitions().size();
            if (!Integer.valueOf(partitions).equals(wanted.get(topic.name()))) {
                log.error(
                        "topic {} has {} partitions, the program needs {}",
                        topic.name(),
                        partitions,
                        wanted.get(topic.name()));
            }
        }
        log.info("{} topics are there", found.size());
    }

    /// Handed on from the admin's own thread, which must not be kept.
    private <T> Mono<T> completed(KafkaFuture<T> future) {
        return Mono.fromCompletionStage(future.toCompletionStage())
                .timeout(PATIENCE)
                .publishOn(thread);
    }

    @Override
    public void destroy() {
        thread.dispose();
    }
}
