package dev.warfront.bench.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SimulatorArgumentsTest {
    @Test
    void givenAnAddress_theOthersFollowFromIt() {
        var options = options("--http=http://war.example:81");

        assertThat(options.addresses().websocket()).isEqualTo(URI.create("ws://war.example:81/rsocket"));
        assertThat(options.addresses().rsocketHost()).isEqualTo("war.example");
        assertThat(options.addresses().rsocketPort()).isEqualTo(7000);
    }

    @Test
    void givenCredentialsAsWords_theyAreUsedAndNeverShown() {
        var options = options();

        assertThat(options.credentials().admin().password()).isEqualTo("se:cret");
        assertThat(options.credentials().key().hex()).isEqualTo("00ff");
        assertThat(options.toString()).doesNotContain("se:cret").doesNotContain("00ff");
    }

    @Test
    void givenAFile_credentialsAreReadFromIt(@TempDir Path folder) throws Exception {
        var file = folder.resolve("credentials.json");
        Files.writeString(file, """
                {"admin":{"login":"a","password":"b"},
                 "game_server":{"name":"first","login":"c","password":"d","signing_key":"00ff"}}""");

        var options = parsed("--credentials=" + file).options();

        assertThat(options.credentials().server().name()).isEqualTo("c");
        assertThat(options.credentials().key().hex()).isEqualTo("00ff");
    }

    @Test
    void givenTimes_theyAreSeconds() {
        var options = options("--grace=0.5", "--patience=7");

        assertThat(options.grace()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.patience()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--speed=11",
                "--rsocket=nowhere",
                "--rsocket=host:port",
                "--grace=soon",
                "--display=loud",
                "--events=29",
                "--events=many",
                "--admin=root",
                "--http=nowhere",
                "--server-key=00ff",
                "--credentials=/there/is/none.json",
                "attack"
            })
    void givenAWrongArgument_itIsNamedAndTheExitCodeIsTwo(String word) {
        var errors = new StringWriter();
        var line = SimulateCommand.line().setErr(new PrintWriter(errors));

        assertThat(line.execute(word)).isEqualTo(2);

        assertThat(errors.toString()).contains("Usage: bench").doesNotContain("\tat ");
    }

    @Test
    void givenHelp_everyOptionAndExitCodeIsShown() {
        var output = new StringWriter();
        var line = SimulateCommand.line().setOut(new PrintWriter(output));

        assertThat(line.execute("--help")).isZero();

        assertThat(output.toString())
                .contains("--http", "--rsocket", "--websocket", "--kafka", "--credentials", "--admin", "--server-key")
                .contains("--events", "--seed", "--grace", "--patience", "--state", "--display", "Exit codes");
    }

    @Test
    void givenNoProgram_itIsNotReached() {
        var code = SimulateCommand.run(
                "--admin=root:se:cret",
                "--server=gs:word",
                "--server-key=00ff",
                "--http=http://127.0.0.1:9",
                "--patience=1");

        assertThat(code).isEqualTo(3);
    }

    private static SimulatorOptions options(String... more) {
        var words = new ArrayList<>(List.of("--admin=root:se:cret", "--server=gs:word", "--server-key=00ff"));
        words.addAll(List.of(more));
        return parsed(words.toArray(String[]::new)).options();
    }

    private static SimulatorArguments parsed(String... words) {
        var arguments = new SimulatorArguments();
        new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("arguments", mixin(arguments)))
                .parseArgs(words);
        return arguments;
    }

    private static CommandLine.Model.CommandSpec mixin(SimulatorArguments arguments) {
        return CommandLine.Model.CommandSpec.forAnnotatedObject(arguments);
    }
}
