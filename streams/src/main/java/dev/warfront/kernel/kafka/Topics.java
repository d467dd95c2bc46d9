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
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/// The topics that the program needs. Those that are missing are created as soon as there is a broker, the configs of
/// those that were made otherwise are set right; nobody but consumers waits for that. They are looked at again every
/// 30 s.
@Component
public final class Topics implements SupervisedStream, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Topics.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration AGAIN = Duration.ofSeconds(30);

    private static final int CALLS_MAX = 16;

    private static final Retry UNTIL_THERE_IS_A_BROKER = Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1))
            .maxBackoff(Duration.ofSeconds(5))
            .transientErrors(true)
            .doBeforeRetry(
                    again -> log.warn("no topics yet: {}", again.failure().toString()));

    private final List<TopicSpec> specs;

    private final TopicCheck check;

    private final KafkaSettings settings;

    private final Duration again;

    private final Sinks.Empty<Void> ready = Sinks.empty();

    /// What is wrong now, whenever that was looked at.
    private final Sinks.Many<Map<String, List<String>>> looks =
            Sinks.many().replay().latest();

    private volatile Map<String, List<String>> wrong = Map.of();

    /// Making a client and closing it block.
    private final Scheduler thread = Schedulers.newBoundedElastic(1, CALLS_MAX, "kafka-topics", 60, true);

    @Autowired
    public Topics(List<TopicSpec> specs, KafkaSettings settings) {
        this(specs, settings, AGAIN);
    }

    /// @param again after which they are looked at again
    Topics(List<TopicSpec> specs, KafkaSettings settings, Duration again) {
        this.specs = List.copyOf(specs);
        this.check = new TopicCheck(this.specs);
        this.settings = settings;
        this.again = again;
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

    /// Completes when all topics are there and nothing is wrong with this one, at once if it was so at the last look.
    /// Does not fail. What goes wrong with it afterwards is in {@link #wrong()} alone.
    public Mono<Void> right(String topic) {
        return looks.asFlux().filter(found -> !found.containsKey(topic)).next().then();
    }

    /// What was wrong with topics at the last look and could not be set right, by their names.
    public Map<String, List<String>> wrong() {
        return wrong;
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
                .repeatWhen(looked -> looked.delayElements(again));
    }

    private Mono<Void> ensure() {
        return Mono.using(
                        () -> Admin.create(settings.admin()),
                        admin -> held(admin)
                                .onErrorResume(
                                        UnknownTopicOrPartitionException.class,
                                        _ -> create(admin).then(held(admin)))
                                .flatMap(held -> setRight(admin, held))
                                .doOnNext(this::look)
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

    /// As they are then.
    private Mono<Held> setRight(Admin admin, Held held) {
        var changes = check.changes(held.topics(), held.configs());
        return changes.isEmpty() ? Mono.just(held) : change(admin, changes).then(held(admin));
    }

    private Mono<Void> change(Admin admin, Map<ConfigResource, Collection<AlterConfigOp>> changes) {
        changes.forEach((topic, operations) -> log.warn("topic {} is set right: {}", topic.name(), operations));
        return Mono.defer(() -> completed(admin.incrementalAlterConfigs(changes).all()))
                .onErrorResume(refused -> {
                    log.error("topics cannot be set right: {}", refused.toString());
                    return Mono.empty();
                });
    }

    /// All of a war lies in one partition, so a topic that was made with another number of them is an error that only
    /// an operator can mend; nor can the program do more where it may not change a config.
    private void look(Held held) {
        found(check.wrong(held.topics(), held.configs()));
    }

    /// Fails when one of them is missing.
    private Mono<Held> held(Admin admin) {
        return Mono.defer(() -> completed(admin.describeTopics(names()).allTopicNames()))
                .zipWhen(_ -> configs(admin), Held::new);
    }

    /// The topics as they are.
    private record Held(Map<String, TopicDescription> topics, Map<ConfigResource, Config> configs) {}

    private void found(Map<String, List<String>> now) {
        var before = wrong;
        wrong = now;
        now.forEach((topic, all) -> report(before.get(topic), topic, all));
        looks.tryEmitNext(now).orThrow();
    }

    private static void report(@Nullable List<String> before, String topic, List<String> all) {
        if (!all.equals(before)) {
            log.error("topic {} is not as the program needs it: {}", topic, all);
        }
    }

    /// Without those that may not be looked at.
    private Mono<Map<ConfigResource, Config>> configs(Admin admin) {
        return Mono.fromSupplier(() -> admin.describeConfigs(check.resources()).values())
                .flatMapIterable(Map::entrySet)
                .flatMap(asked -> config(asked.getKey(), asked.getValue()))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Map.Entry<ConfigResource, Config>> config(ConfigResource topic, KafkaFuture<Config> config) {
        return completed(config).map(found -> Map.entry(topic, found)).onErrorComplete(AuthorizationException.class);
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
