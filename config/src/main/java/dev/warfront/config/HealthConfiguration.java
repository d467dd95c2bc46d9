package dev.warfront.config;

import dev.warfront.kernel.BackgroundWork;
import dev.warfront.kernel.ClockRules;
import dev.warfront.kernel.ClockSkew;
import dev.warfront.kernel.kafka.KafkaCluster;
import dev.warfront.kernel.stream.StreamStatus;
import dev.warfront.kernel.stream.StreamStatus.State;
import dev.warfront.kernel.stream.StreamSupervisor;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// What the whole program needs, each by name; contexts have indicators of their own. Without PostgreSQL it
/// is of no use; without Redis or Kafka it goes on and catches up later, which is DEGRADED and no reason to
/// take it out of service.
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Status DEGRADED = new Status("DEGRADED");

    /// Failing so often in a row is no accident.
    private static final int FAILURES_MAX = 3;

    /// Over a connection that no number of requests can take.
    @Bean
    ReactiveHealthIndicator postgres(DatabaseClient database) {
        var answer = database.sql("select 1").fetch().one();
        return () -> health(answer.then().contextWrite(BackgroundWork::mark), Health.down());
    }

    @Bean
    ReactiveHealthIndicator redis(ReactiveRedisConnectionFactory redis) {
        var answer = Mono.usingWhen(
                Mono.fromSupplier(redis::getReactiveConnection),
                ReactiveRedisConnection::ping,
                ReactiveRedisConnection::closeLater);
        return () -> health(answer.then(), Health.status(DEGRADED));
    }

    @Bean
    ReactiveHealthIndicator kafka(KafkaCluster kafka) {
        return () -> health(kafka.nodes().then(), Health.status(DEGRADED));
    }

    @Bean
    ReactiveHealthIndicator streams(StreamSupervisor supervisor) {
        return () -> Mono.fromSupplier(() -> streamHealth(supervisor));
    }

    @Bean
    ReactiveHealthIndicator clock(ClockSkew skew, ClockRules rules) {
        return () -> Mono.fromSupplier(() -> (skew.tolerable() ? Health.up() : Health.down())
                .withDetail("skew", skew.measured().map(Duration::toString).orElse("not measured yet"))
                .withDetail("max_skew", rules.maxSkew().toString())
                .build());
    }

    private static Mono<Health> health(Mono<Void> answer, Health.Builder otherwise) {
        return answer.timeout(PATIENCE)
                .thenReturn(Health.up().build())
                .onErrorResume(error -> Mono.just(otherwise
                        .withDetail("error", error.getClass().getSimpleName())
                        .build()));
    }

    private static Health streamHealth(StreamSupervisor supervisor) {
        var states = supervisor.states();
        var health = states.stream().anyMatch(HealthConfiguration::isBroken) ? Health.status(DEGRADED) : Health.up();
        states.forEach(state -> health.withDetail(state.name(), state.state().name()));
        return health.build();
    }

    private static boolean isBroken(StreamStatus stream) {
        return stream.state() == State.BACKING_OFF && stream.failures() >= FAILURES_MAX;
    }
}
