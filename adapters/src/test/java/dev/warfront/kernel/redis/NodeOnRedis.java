package dev.warfront.kernel.redis;

import dev.warfront.backends.BackendServer;
import io.lettuce.core.ClientOptions;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.Disposable;

/// What a node has of the real Redis, from its start on: the server may be stopped then.
public final class NodeOnRedis implements AutoCloseable {
    private final LettuceConnectionFactory lettuce;
    private final RedisConnections connections;
    private final ReactiveStringRedisTemplate template;
    private final Disposable connecting;

    /// Starts one, whether anything answers on the port or not.
    public NodeOnRedis(int port) {
        this.lettuce = lettuce(port);
        this.connections = new RedisConnections(lettuce);
        this.template = new ReactiveStringRedisTemplate(connections);
        connections.afterPropertiesSet();
        this.connecting = connections.run().subscribe();
    }

    /// Started as the program does, not connected.
    public static LettuceConnectionFactory lettuce(int port) {
        var options = ClientOptions.builder();
        BoundedRedis.configure(options);
        var lettuce = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration(BackendServer.HOST, port),
                LettuceClientConfiguration.builder()
                        .clientOptions(options.build())
                        .build());
        lettuce.afterPropertiesSet();
        lettuce.start();
        return lettuce;
    }

    public ReactiveRedisConnectionFactory connections() {
        return connections;
    }

    public ReactiveStringRedisTemplate template() {
        return template;
    }

    @Override
    public void close() {
        connecting.dispose();
        connections.destroy();
        lettuce.destroy();
    }
}
