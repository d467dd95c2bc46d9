package dev.warfront.app;

import dev.warfront.backends.Backends;
import dev.warfront.backends.EmbeddedServers;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;

/// What `mvn spring-boot:test-run` starts: the program with the embedded servers, which keep their data under `data/`,
/// and the demo unless `--warfront.demo=false`; or a bench.
public final class DevelopmentRun {

    private static final String PROFILE = "development";

    private DevelopmentRun() {}

    public static void main(String[] args) {
        if (BenchRun.isWanted(args)) {
            System.exit(BenchRun.run(args));
        }
        if (BenchServers.isWanted(args)) {
            System.exit(BenchServers.run(args));
        }
        var data = Path.of("data");
        EmbeddedServers.keepIn(data);
        EmbeddedCredentials.keepIn(data);
        try {
            var program =
                    SpringApplication.from(Warfront::main).with(Backends.class).withAdditionalProfiles(PROFILE);
            if (Demo.isWanted(args)) {
                Demo.begin(Demo.shortened(program).run(args).getApplicationContext());
            } else {
                DemoAddresses.of(program.run(args).getApplicationContext()).print(System.out);
            }
        } catch (RuntimeException _) { // already reported; without an exit the broker's threads would keep the JVM
            System.exit(1);
        }
    }
}
