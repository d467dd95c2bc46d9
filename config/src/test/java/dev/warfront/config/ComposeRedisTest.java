package dev.warfront.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.backends.BackendServer;
import dev.warfront.backends.EmbeddedServers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/// The program with the settings of `compose.yaml`, at a Redis that asks for a password as the one there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposeRedisTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SECRET = "${REDIS_PASSWORD:?set REDIS_PASSWORD}";
    private static final String PASSWORD = "redis's";

    private final Compose compose = Compose.read();
    private final EmbeddedServers servers = EmbeddedServers.temporary();
    private final ApplicationContextRunner program = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
            .withUserConfiguration(RedisConfiguration.class);

    @BeforeAll
    void askForAPassword() {
        try (var client = RedisClient.create(
                        RedisURI.create(BackendServer.HOST, servers.redis().port()));
                var connection = client.connect()) {
            var _ = connection.sync().configSet("requirepass", PASSWORD);
        }
    }

    @AfterAll
    void stop() {
        servers.close();
    }

    @Test
    void givenTheRedisOfTheContainers_itAsksForAPasswordThatHasNoDefault() {
        var command = compose.list("redis", "command");

        assertThat(command).containsSubsequence("--requirepass", SECRET);
        assertThat(compose.value("redis", "environment.REDISCLI_AUTH")).isEqualTo(SECRET);
    }

    @Test
    void givenTheSettingsOfTheContainers_theProgramSignsIn() {
        Compose.with(program, settings(PASSWORD))
                .run(context -> assertThat(answer(context)).isEqualTo("PONG"));
    }

    @Test
    void givenAnotherPassword_theProgramIsNotLetIn() {
        Compose.with(program, settings("another"))
                .run(context ->
                        assertThatThrownBy(() -> answer(context)).isInstanceOf(RedisConnectionFailureException.class));
    }

    /// What `compose.yaml` sets for Redis, but for where it is.
    private Map<String, Object> settings(String password) {
        var settings = compose.ofProgram("SPRING_DATA_REDIS_");
        settings.replaceAll((_, value) -> value.toString().replace(SECRET, password));
        settings.put("SPRING_DATA_REDIS_HOST", BackendServer.HOST);
        settings.put("SPRING_DATA_REDIS_PORT", servers.redis().port());
        return settings;
    }

    private static String answer(AssertableApplicationContext context) {
        ReactiveRedisConnection connection =
                context.getBean(LettuceConnectionFactory.class).getReactiveConnection();
        return String.valueOf(connection.ping().block(PATIENCE));
    }
}
