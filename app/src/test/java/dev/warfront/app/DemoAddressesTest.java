package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.http.ManagementServer;
import dev.warfront.kernel.rsocket.StreamServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedProgram.class)
class DemoAddressesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void givenPortsThatWereNotNamed_thoseAreToldThatAreBound(RunningProgram program) {
        var out = new ByteArrayOutputStream();

        program.addresses().print(new PrintStream(out, true, StandardCharsets.UTF_8));

        var rsocket = program.get(StreamServer.class).port().block(PATIENCE);
        var management = program.get(ManagementServer.class).port().block(PATIENCE);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("RSocket     tcp 127.0.0.1:" + rsocket + ", ws://127.0.0.1:" + program.port() + "/rsocket")
                .contains("Metrics     http://127.0.0.1:" + management + "/actuator/prometheus");
    }
}
