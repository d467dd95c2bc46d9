package dev.warfront.score.postgres;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/// Rows in PostgreSQL's binary COPY format (PostgreSQL documentation, COPY, "Binary Format").
final class BinaryCopy {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final long POSTGRES_EPOCH_S =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int CHUNK_SPARE = 8 * 1024;
    private static final int NULL = -1;
    private static final char NUL = 0;
    private static final int REPLACEMENT = 0xfffd;

    private final ByteBuf bytes;

    private BinaryCopy(ByteBuf bytes) {
        this.bytes = bytes;
    }

    /// All rows as chunks, each made when it is asked for. Cold.
    static <T> Flux<ByteBuf> of(Iterable<T> rows, int columns, BiConsumer<BinaryCopy, T> write) {
        return Flux.generate(() -> new Progress<>(rows.iterator()), (progress, sink) -> {
            if (progress.ended) {
                sink.complete();
            } else {
                sink.next(chunk(progress, columns, write));
            }
            return progress;
        });
    }

    private static <T> ByteBuf chunk(Progress<T> progress, int columns, BiConsumer<BinaryCopy, T> write) {
        var chunk = PooledByteBufAllocator.DEFAULT.buffer(CHUNK_BYTES + CHUNK_SPARE);
        try {
            if (!progress.started) {
                chunk.writeBytes(SIGNATURE).writeInt(0).writeInt(0);
                progress.started = true;
            }
            var copy = new BinaryCopy(chunk);
            while (progress.rows.hasNext() && chunk.readableBytes() < CHUNK_BYTES) {
                chunk.writeShort(columns);
                write.accept(copy, progress.rows.next());
            }
            if (!progress.rows.hasNext()) {
                chunk.writeShort(-1);
                progress.ended = true;
            }
            return chunk;
        } catch (RuntimeException e) {
            chunk.release();
            throw e;
        }
    }

    BinaryCopy id(@Nullable UUID value) {
        if (value == null) {
            return none();
        }
        bytes.writeInt(16).writeLong(value.getMostSignificantBits()).writeLong(value.getLeastSignificantBits());
        return this;
    }

    BinaryCopy int8(long value) {
        bytes.writeInt(8).writeLong(value);
        return this;
    }

    BinaryCopy int4(int value) {
        bytes.writeInt(4).writeInt(value);
        return this;
    }

    BinaryCopy int2(int value) {
        bytes.writeInt(2).writeShort(value);
        return this;
    }

    BinaryCopy bool(boolean value) {
        bytes.writeInt(1).writeBoolean(value);
        return this;
    }

    /// As much of it as PostgreSQL takes, see {@link #storable}.
    BinaryCopy text(@Nullable String value) {
        return value == null ? none() : bytes(storable(value).getBytes(StandardCharsets.UTF_8));
    }

    /// The text with U+FFFD in place of each character that no text of PostgreSQL may have: NUL, and halves of
    /// surrogate pairs.
    static String storable(String value) {
        for (var i = 0; i < value.length(); i++) {
            if (value.charAt(i) == NUL || Character.isSurrogate(value.charAt(i))) {
                return replaced(value);
            }
        }
        return value;
    }

    private static String replaced(String value) {
        return value.codePoints()
                .map(each -> each == NUL || isHalf(each) ? REPLACEMENT : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// A whole pair is one code point, and lies behind these.
    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    BinaryCopy instant(@Nullable Instant value) {
        if (value == null) {
            return none();
        }
        var micros = TimeUnit.SECONDS.toMicros(value.getEpochSecond() - POSTGRES_EPOCH_S)
                + TimeUnit.NANOSECONDS.toMicros(value.getNano());
        bytes.writeInt(8).writeLong(micros);
        return this;
    }

    BinaryCopy bytes(byte @Nullable [] value) {
        if (value == null) {
            return none();
        }
        bytes.writeInt(value.length).writeBytes(value);
        return this;
    }

    private BinaryCopy none() {
        bytes.writeInt(NULL);
        return this;
    }

    private static final class Progress<T> {
        private final Iterator<T> rows;
        private boolean started;
        private boolean ended;

        Progress(Iterator<T> rows) {
            this.rows = rows;
        }
    }
}
