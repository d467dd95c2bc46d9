package dev.warfront.testing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Draws what is nearly right: one of the kept inputs, changed in a few places. What it draws follows from the random
/// numbers alone.
final class Mutator {
    private static final int CHANGES_MAX = 6;
    private static final int CHUNK_MAX = 64;
    private static final int LENGTH_MAX = 48 * 1024;
    private static final int REPEATS_MAX = 32;
    private static final int[] EDGES = {
        0, 1, -1, 127, 128, 255, 256, 32_767, 65_535, Integer.MAX_VALUE, Integer.MIN_VALUE, 0xFF_FFFF
    };

    private final Random random;
    private final List<byte[]> kept;
    private final List<byte[]> words;

    /// @param words that mean something to who reads the inputs
    Mutator(Random random, List<byte[]> kept, List<byte[]> words) {
        this.random = random;
        this.kept = List.copyOf(kept);
        this.words = List.copyOf(words);
    }

    /// At most 48 KB.
    byte[] next() {
        var bytes = any(kept);
        for (var changes = 1 + random.nextInt(CHANGES_MAX); changes > 0; changes--) {
            bytes = changed(bytes);
        }
        return bytes.length <= LENGTH_MAX ? bytes : Arrays.copyOf(bytes, LENGTH_MAX);
    }

    private byte[] changed(byte[] bytes) {
        var from = random.nextInt(bytes.length + 1);
        var until = from + random.nextInt(Math.min(bytes.length - from, CHUNK_MAX) + 1);
        return switch (random.nextInt(8)) {
            case 0 -> spliced(bytes, from, until, new byte[0]);
            case 1 -> spliced(bytes, from, from, repeated(Arrays.copyOfRange(bytes, from, until)));
            case 2 -> spliced(bytes, from, until, noise());
            case 3 -> spliced(bytes, from, random.nextBoolean() ? from : until, any(words));
            case 4 -> spliced(bytes, from, bytes.length, tail(any(kept)));
            case 5 -> overwritten(bytes, from, edge());
            default -> flipped(bytes);
        };
    }

    private byte[] repeated(byte[] chunk) {
        var times = 1 + random.nextInt(REPEATS_MAX);
        var all = ByteBuffer.allocate(chunk.length * times);
        while (all.hasRemaining()) {
            all.put(chunk);
        }
        return all.array();
    }

    private byte[] noise() {
        var bytes = new byte[random.nextInt(CHUNK_MAX)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] tail(byte[] bytes) {
        return Arrays.copyOfRange(bytes, random.nextInt(bytes.length + 1), bytes.length);
    }

    /// The last bytes of a number at the edge of some range.
    private byte[] edge() {
        var number = ByteBuffer.allocate(Integer.BYTES)
                .putInt(EDGES[random.nextInt(EDGES.length)])
                .array();
        return Arrays.copyOfRange(number, random.nextInt(Integer.BYTES), Integer.BYTES);
    }

    private byte[] flipped(byte[] bytes) {
        var changed = bytes.clone();
        if (changed.length > 0) {
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
        return changed;
    }

    private static byte[] overwritten(byte[] bytes, int at, byte[] by) {
        return spliced(bytes, at, Math.min(bytes.length, at + by.length), by);
    }

    private static byte[] spliced(byte[] bytes, int from, int until, byte[] by) {
        return ByteBuffer.allocate(from + by.length + bytes.length - until)
                .put(bytes, 0, from)
                .put(by)
                .put(bytes, until, bytes.length - until)
                .array();
    }

    private byte[] any(List<byte[]> some) {
        return some.get(random.nextInt(some.size()));
    }
}
