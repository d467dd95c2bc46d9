package dev.warfront.app;

import dev.warfront.backends.Backends;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.test.web.reactive.server.WebTestClient;

/// The whole program in this JVM, on ports that are free, over the embedded servers.
final class RunningProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BODY_MAX = 10 * 1024 * 1024;

    private final ConfigurableApplicationContext context;

    /// @param settings as on the command line, beside those of the ports
    RunningProgram(String... settings) {
        var ports = Stream.of("--server.port=0", "--warfront.rsocket.port=0");
        context = SpringApplication.from(Warfront::main)
                .with(Backends.class, OwnEventLoops.class)
                .run(Stream.concat(ports, Stream.of(settings)).toArray(String[]::new))
                .getApplicationContext();
    }

    /// A part of it, by its type.
    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /// All parts of a type.
    <T> Collection<T> all(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    WebTestClient client() {
        var port = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(PATIENCE)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(BODY_MAX))
                .build();
    }

    @Override
    public void close() {
        context.close();
    }
    /// Those of the JVM would end with the first program that is closed, and with them the connections of the
    /// others.
    static final class OwnEventLoops {
        @Bean
        ReactorResourceFactory reactorResources() {
            var resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            return resources;
        }
    }
}
