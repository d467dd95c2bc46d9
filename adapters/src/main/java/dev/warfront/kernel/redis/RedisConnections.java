package dev.warfront.kernel.redis;

import dev.warfront.kernel.SupervisedStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.ReactiveRedisClusterConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/// The way to Redis, which need not be there when the program starts. Lettuce blocks whoever asks first until it is
/// connected: that is done here, at the start and, while it fails, again on a thread of its own. Until then everybody
/// else is refused at once; afterwards the driver itself connects again.
@Component
@Primary
public final class RedisConnections
        implements ReactiveRedisConnectionFactory, SupervisedStream, InitializingBean, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(RedisConnections.class);
    private static final int CALLS_MAX = 1;
    private static final Duration AGAIN_MIN = Duration.ofMillis(200);
    private static final Duration AGAIN_MAX = Duration.ofSeconds(2);

    private final LettuceConnectionFactory lettuce;
    private final Scheduler thread = Schedulers.newBoundedElastic(1, CALLS_MAX, "redis-connect", 60, true);
    private volatile boolean connected;

    public RedisConnections(LettuceConnectionFactory lettuce) {
        this.lettuce = lettuce;
    }

    /// Error: {@link RedisConnectionFailureException} before Redis was reached for the first time
    @Override
    public ReactiveRedisConnection getReactiveConnection() {
        requireConnected();
        return lettuce.getReactiveConnection();
    }

    /// Error: {@link RedisConnectionFailureException} before Redis was reached for the first time
    @Override
    public ReactiveRedisClusterConnection getReactiveClusterConnection() {
        requireConnected();
        return lettuce.getReactiveClusterConnection();
    }

    private void requireConnected() {
        if (!connected) {
            throw new RedisConnectionFailureException("Redis was not reached yet");
        }
    }

    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException failure) {
        return lettuce.translateExceptionIfPossible(failure);
    }

    /// Once, on the thread that starts the program: if Redis is there, no stream meets it unconnected.
    @Override
    public void afterPropertiesSet() {
        try {
            connect();
        } catch (DataAccessException away) {
            log.warn("starting without Redis: {}", away.toString());
        }
    }

    private void connect() {
        var _ = lettuce.getReactiveConnection(); // opens the one that all share
        connected = true;
    }

    @Override
    public String name() {
        return "redis-connection";
    }

    @Override
    public int phase() {
        return KERNEL;
    }

    @Override
    public Flux<Void> run() {
        return Mono.<Void>fromRunnable(this::connect)
                .subscribeOn(thread)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, AGAIN_MIN).maxBackoff(AGAIN_MAX))
                .thenMany(Flux.never());
    }

    @Override
    public void destroy() {
        thread.dispose();
    }
}
