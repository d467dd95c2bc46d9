package dev.warfront.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzingTest {
    private static final byte[] KEPT = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void givenATargetThatFails_theSeedAndTheInputAreNamed() throws IOException {
        Files.write(folder.resolve("kept"), KEPT);

        assertThatThrownBy(() -> Fuzzing.of(folder, "x").each(input -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessageContaining("-Dfuzz.seed=")
                .hasMessageContaining("eyJhIjoxfQ==")
                .hasRootCauseMessage("no");
    }

    @Test
    void givenATargetThatAllocatesWithoutBound_itFails() throws IOException {
        Files.write(folder.resolve("kept"), KEPT);
        var held = new AtomicReference<byte[]>();

        assertThatThrownBy(() -> Fuzzing.of(folder, "x").each(_ -> {
                    held.set(new byte[40 << 20]);
                }))
                .hasRootCauseInstanceOf(AssertionError.class)
                .rootCause()
                .hasMessageContaining("bytes allocated");
    }

    @Test
    void givenASeed_theSameIsDrawn_andHardlyAnythingTwice() {
        assertThat(drawn(7)).isEqualTo(drawn(7)).isNotEqualTo(drawn(8));
        assertThat(new HashSet<>(drawn(7))).hasSizeGreaterThan(700);
    }

    @Test
    void givenNoTimeToFuzz_theSameInputsComeInEveryRun() throws IOException {
        Files.write(folder.resolve("kept"), KEPT);

        assertThat(inputs()).hasSizeGreaterThan(1_000).isEqualTo(inputs());
    }

    private List<String> inputs() {
        var inputs = new ArrayList<String>();
        Fuzzing.of(folder, "x").each(input -> inputs.add(new String(input, StandardCharsets.ISO_8859_1)));
        return inputs;
    }

    private static List<String> drawn(long seed) {
        var mutator = new Mutator(new Random(seed), List.of(KEPT, new byte[0]), List.of(KEPT));
        return Stream.generate(mutator::next)
                .limit(1_000)
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .toList();
    }
}
