package dev.warfront.app;

import dev.warfront.backends.Backends;
import dev.warfront.backends.EmbeddedServers;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.core.env.ConfigurableEnvironment;

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
        var end = new AtomicReference<End>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endQuietly(end), "development-run-end"));
        try {
            SpringApplication.withHook(_ -> new ServersAhead(), () -> run(args));
        } catch (RuntimeException _) { // already reported; without an exit the broker's threads would keep the JVM
            end.compareAndSet(null, End.FAILED);
            System.exit(1);
        }
    }

    private static void run(String[] args) {
        var program =
                SpringApplication.from(Warfront::main).with(Backends.class).withAdditionalProfiles(PROFILE);
        if (Demo.isWanted(args)) {
            Demo.begin(Demo.shortened(program).run(args).getApplicationContext());
        } else {
            DemoAddresses.of(program.run(args).getApplicationContext()).print(System.out);
        }
    }

    /// Whoever is told to end has not failed. Maven takes every code but 0 and 130 for a failure, and says so at
    /// length, also the 143 of a JVM that was told by SIGTERM.
    private static void endQuietly(AtomicReference<End> end) {
        if (!end.compareAndSet(null, End.TOLD)) {
            return;
        }
        try {
            EmbeddedServers.shared().awaitStopped(); // they are the last
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }

    private enum End {
        FAILED,
        TOLD
    }

    /// The servers start while the program reads its classes: as soon as it is known which of them it needs.
    private static final class ServersAhead implements SpringApplicationRunListener {
        @Override
        public void environmentPrepared(
                ConfigurableBootstrapContext bootstrapContext, ConfigurableEnvironment environment) {
            Backends.startAhead(environment);
        }
    }
}
