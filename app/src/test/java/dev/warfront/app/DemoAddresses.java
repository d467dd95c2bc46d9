package dev.warfront.app;

import dev.warfront.kernel.http.ManagementServer;
import dev.warfront.kernel.rsocket.StreamServer;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;

/// Where a program that is up, and what it stands on, is reached from this machine.
record DemoAddresses(
        String http, String management, String rsocket, String websocket, String kafka, String postgres, String redis) {
    private static final String HOST = "127.0.0.1";
    private static final Duration BOUND = Duration.ofSeconds(10);

    static DemoAddresses of(ConfigurableApplicationContext program) {
        var environment = program.getEnvironment();
        var port = environment.getProperty("local.server.port", "8080");
        var rsocket =
                program.getBean(StreamServer.class).port().blockOptional(BOUND).orElseThrow();
        return new DemoAddresses(
                "http://" + HOST + ":" + port,
                "http://" + HOST + ":"
                        + program.getBean(ManagementServer.class)
                                .port()
                                .blockOptional(BOUND)
                                .orElseThrow(),
                HOST + ":" + rsocket,
                "ws://" + HOST + ":" + port + "/rsocket",
                String.join(",", program.getBean(KafkaConnectionDetails.class).getBootstrapServers()),
                postgres(program.getBean(R2dbcConnectionDetails.class)),
                redis(program.getBean(DataRedisConnectionDetails.class)));
    }

    void print(PrintStream out) {
        out.println(
                String.format(Locale.ROOT, """

                Warfront stays up; Ctrl-C stops it.
                  HTTP API    %s/api/v1
                  Swagger UI  %s/swagger-ui.html
                  Metrics     %s/actuator/prometheus
                  RSocket     tcp %s, %s
                  Kafka       %s
                  PostgreSQL  %s
                  Redis       %s""", http, http, management, rsocket, websocket, kafka, postgres, redis));
    }

    private static String postgres(R2dbcConnectionDetails details) {
        var options = details.getConnectionFactoryOptions();
        return "%s:%s/%s, user %s"
                .formatted(
                        options.getValue(ConnectionFactoryOptions.HOST),
                        options.getValue(ConnectionFactoryOptions.PORT),
                        options.getValue(ConnectionFactoryOptions.DATABASE),
                        options.getValue(ConnectionFactoryOptions.USER));
    }

    private static String redis(DataRedisConnectionDetails details) {
        var standalone = details.getStandalone();
        return standalone == null ? "configured" : standalone.getHost() + ":" + standalone.getPort();
    }
}
