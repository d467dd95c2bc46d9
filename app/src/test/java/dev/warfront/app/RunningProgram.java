package dev.warfront.app;

import dev.warfront.backends.Backends;
import dev.warfront.kernel.http.ManagementServer;
import dev.warfront.packaged.faults.LightPasswords;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
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

    /// @param settings as on the command line, beside those of the ports and of rates, which are high: all clients have
    /// one address
    RunningProgram(String... settings) {
        this(List.of(), settings);
    }

    private RunningProgram(List<Class<?>> besides, String... settings) {
        var ports = Stream.of("--server.port=0", "--management.server.port=0", "--warfront.rsocket.port=0");
        var limits = Stream.of(
                        "anonymous",
                        "account",
                        "write",
                        "login",
                        "home-login",
                        "refresh",
                        "search",
                        "ingest",
                        "hot-read",
                        "unverified",
                        "unverified-session")
                .map(limit -> "--warfront.http.limits." + limit)
                .flatMap(limit -> Stream.of(limit + ".tokens=100000", limit + ".burst=100000"));
        context = SpringApplication.from(Warfront::main)
                .with(Stream.concat(Stream.of(Backends.class, OwnEventLoops.class), besides.stream())
                        .toArray(Class[]::new))
                .run(Stream.of(ports, limits, Stream.of(settings))
                        .flatMap(some -> some)
                        .toArray(String[]::new))
                .getApplicationContext();
    }

    /// The same with passwords that are cheap, for whole wars: each begins with sixty of them.
    static RunningProgram withLightPasswords(String... settings) {
        System.setProperty(LightPasswords.PROPERTY, "true"); // asked for by this part alone
        return new RunningProgram(List.of(LightPasswords.class), settings);
    }

    /// A part of it, by its type.
    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /// All parts of a type.
    <T> Collection<T> all(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /// As they are printed.
    DemoAddresses addresses() {
        return DemoAddresses.of(context);
    }

    WebTestClient client() {
        return client(port());
    }

    /// Of HTTP.
    int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    /// Of the port for those who run the program.
    WebTestClient managementClient() {
        return client(get(ManagementServer.class).port().blockOptional(PATIENCE).orElseThrow());
    }

    private static WebTestClient client(int port) {
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

    /// The end of one program is not that of another in this JVM. No configuration that a scan would find.
    static class OwnEventLoops {
        @Bean
        ReactorResourceFactory eventLoops() {
            var resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            return resources;
        }
    }
}
