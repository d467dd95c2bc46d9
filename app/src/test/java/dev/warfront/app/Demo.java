package dev.warfront.app;

import dev.warfront.bench.simulator.SimulateCommand;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/// The war that the development run fights unless `--warfront.demo=false`: the simulator of the bench, on a thread of
/// its own, as a client of the program that knows nothing but its addresses and credentials.
final class Demo {
    private static final String SWITCH = "warfront.demo";
    private static final String PROFILE = "demo";

    private final DemoAddresses addresses;

    private Demo(DemoAddresses addresses) {
        this.addresses = addresses;
    }

    /// Whether a demo was asked for.
    static boolean isWanted(String... args) {
        var value = new SimpleCommandLinePropertySource(args).getProperty(SWITCH);
        return value == null || Boolean.parseBoolean(value);
    }

    /// The program with the times of the demo.
    static SpringApplication.Augmented shortened(SpringApplication.Augmented program) {
        return program.withAdditionalProfiles(PROFILE);
    }

    /// Fights one war against a program that is up, then prints where it is reached.
    static void begin(ConfigurableApplicationContext program) {
        var demo = new Demo(DemoAddresses.of(program));
        Thread.ofPlatform().name("demo").start(demo::run);
    }

    private void run() {
        var code = SimulateCommand.run(words());
        if (code != 0) {
            System.err.println("demo: ended with code " + code);
        }
        addresses.print(System.err);
    }

    private String[] words() {
        return List.of(
                        "--http=" + addresses.http(),
                        "--rsocket=" + addresses.rsocket(),
                        "--websocket=" + addresses.websocket(),
                        "--kafka=" + addresses.kafka())
                .toArray(String[]::new);
    }
}
