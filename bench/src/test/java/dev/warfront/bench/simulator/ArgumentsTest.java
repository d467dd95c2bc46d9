package dev.warfront.bench.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {
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

        var options = new Arguments(List.of("--credentials=" + file), Set.of()).options();

        assertThat(options.credentials().server().name()).isEqualTo("c");
        assertThat(options.credentials().key().hex()).isEqualTo("00ff");
    }

    @Test
    void givenTimes_theyAreSeconds() {
        var options = options("--grace=0.5", "--patience=7");

        assertThat(options.grace()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.patience()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void givenAWordNobodyKnows_itIsRefused() {
        assertThatThrownBy(() -> options("--speed=11")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Command.run("--speed=11")).isEqualTo(2);
    }

    @Test
    void givenNoProgram_itIsNotReached() {
        var code = Command.run(options("--http=http://127.0.0.1:9", "--patience=1"));

        assertThat(code).isEqualTo(3);
    }

    private static Options options(String... more) {
        var words = new ArrayList<>(List.of("--admin=root:se:cret", "--server=gs:word", "--server-key=00ff"));
        words.addAll(List.of(more));
        return new Arguments(words, Set.of()).options();
    }
}
