package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warfront.bench.simulator.ActiveWar;
import dev.warfront.bench.simulator.SimulatorOptions;
import dev.warfront.kernel.kafka.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// docs/examples, which is made of the snippets of docs/game-server.md and docs/viewer.md, against the program with the
/// times of the demo: each plays a war and finds in the end what it has written down.
class ExamplesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static RunningProgram running;
    private static ExampleProgram program;

    @BeforeAll
    static void start() throws IOException {
        running = RunningProgram.withLightPasswords(
                "--spring.profiles.active=demo",
                "--war.phase.declared=1s",
                "--war.phase.preparation=1s",
                "--war.phase.active=10m"); // they surrender when they are done
        running.get(Topics.class).ready().block(PATIENCE);
        program = ExampleProgram.of(running, folder);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void givenTheJavaExample_itsBookIsTheProgramsCount() throws Exception {
        var report = new JavaExample(Files.createDirectory(folder.resolve("classes"))).play(program.environment());

        assertThat(report).contains("\"match\" : true");
    }

    /// With `-Dnode`, which installs what it needs from the registry of npm, or where that was done before.
    @Test
    void givenTheNodeExample_itsBookIsTheProgramsCount() throws Exception {
        var node = new Shell(Snippet.EXAMPLES.resolve("node"), program.environment(), folder.resolve("node.log"));
        var wanted = System.getProperty("node") != null;
        assumeTrue(wanted || (Shell.has("node") && Files.exists(node.folder().resolve("node_modules"))));
        if (wanted) {
            node.run("npm", "ci", "--no-audit", "--no-fund");
        }

        var report = node.run("node", "main.mjs");

        assertThat(report).contains("\"match\": true");
    }

    /// A kill, with nothing but curl and openssl.
    @Test
    void givenTheCommandsOfThePages_eachDoesWhatThePageSays() throws Exception {
        assumeTrue(Shell.has("bash") && Shell.has("curl") && Shell.has("openssl", "version"));
        var war = ActiveWar.open(
                SimulatorOptions.of(program.simulated(), program.simulator(), folder.resolve("clans.json")));
        var environment = new HashMap<>(program.environment());
        environment.put(
                "WARFRONT_ADMIN_PASSWORD", EmbeddedCredentials.current().admin().password());
        environment.put("WAR", war.war().toString());
        environment.put("KILLER", war.attackers().getFirst().toString());
        environment.put("VICTIM", war.defenders().getFirst().toString());

        var shell = new Shell(Snippet.EXAMPLES.resolve("shell"), environment, folder.resolve("shell.log"));

        try (var frames = new SeenFrames(program.simulated(), "war." + war.war())) {
            var printed = shell.run("bash", "game-server.sh");
            war.surrender();

            assertThat(printed).contains("\"status\":\"QUEUED\"", "signs from 20");
            assertThat(war.stats("accepted")).isEqualTo(1);
            assertThat(war.stats("duplicates")).isEqualTo(1);
            frames.assertShown();
        }
    }
}
