package dev.warfront.kernel.kafka;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/// What of a partition is taken from one fetch, in bytes as they unpack. A sender decides how much a packed batch
/// unpacks to, and a consumer takes each record's whole length at once; so this is looked at before. docs/adr/0020.
final class FetchBounds {
    /// The header of the one record that stands for a batch that was not read, without key and value. Its name is all
    /// there is: who sends such a record chooses no word of what is said of it.
    static final String UNREAD = "unread";

    /// A topic that packs nothing takes no more in a batch.
    static final int BATCH_BYTES_MAX = 1024 * 1024;
    /// What lies behind is fetched again when these are read.
    private static final int PARTITION_BYTES_MAX = 2 * BATCH_BYTES_MAX;
    private static final int CHUNK_BYTES = 16 * 1024;
    private static final int STAND_IN_BYTES_MAX = 512;
    private static final long TOO_MANY = Long.MAX_VALUE;

    private static final byte[] NOTHING = {};

    private FetchBounds() {}

    /// The first of them, as many as fit, at least one batch; in place of each batch that unpacks to more than
    /// {@link #BATCH_BYTES_MAX} one empty record, with its last offset.
    static MemoryRecords bounded(MemoryRecords fetched) {
        return isPlain(fetched) ? fetched : cut(fetched);
    }

    /// Most are, and nothing of them is copied.
    private static boolean isPlain(MemoryRecords fetched) {
        for (var batch : fetched.batches()) {
            if (batch.isCompressed()) {
                return false;
            }
        }
        return fetched.sizeInBytes() <= PARTITION_BYTES_MAX;
    }

    private static MemoryRecords cut(MemoryRecords fetched) {
        var kept = new ByteBufferOutputStream(Math.max(STAND_IN_BYTES_MAX, fetched.sizeInBytes()));
        var unpacked = 0L;
        var changed = false;
        for (var batch : fetched.batches()) {
            if (unpacked >= PARTITION_BYTES_MAX) {
                changed = true;
                break;
            }
            var bytes = unpackedBytes(batch);
            if (bytes > BATCH_BYTES_MAX && batch.isCompressed()) {
                changed = true;
                unpacked += BATCH_BYTES_MAX;
                kept.write(standIn(batch).buffer());
            } else {
                unpacked += bytes;
                batch.writeTo(kept);
            }
        }
        return changed ? MemoryRecords.readableRecords(kept.buffer().flip()) : fetched;
    }

    /// Counts no further than it has to.
    private static long unpackedBytes(MutableRecordBatch batch) {
        if (!batch.isCompressed()) {
            return batch.sizeInBytes();
        }
        if (!(batch instanceof DefaultRecordBatch packed)) {
            return TOO_MANY; // of a format that no broker takes any more
        }
        try (var in = packed.recordInputStream(BufferSupplier.NO_CACHING)) {
            var chunk = new byte[CHUNK_BYTES];
            var bytes = 0L;
            for (var read = 0; read >= 0 && bytes <= BATCH_BYTES_MAX; read = in.read(chunk)) {
                bytes += read;
            }
            return bytes;
        } catch (IOException | RuntimeException e) {
            return TOO_MANY; // it does not unpack at all
        }
    }

    private static MemoryRecords standIn(RecordBatch batch) {
        try (var one = MemoryRecords.builder(
                ByteBuffer.allocate(STAND_IN_BYTES_MAX),
                RecordBatch.CURRENT_MAGIC_VALUE,
                Compression.NONE,
                batch.timestampType(),
                batch.lastOffset(),
                batch.maxTimestamp(),
                batch.partitionLeaderEpoch())) {
            one.appendWithOffset(batch.lastOffset(), batch.maxTimestamp(), (byte[]) null, null, new Header[] {
                new RecordHeader(UNREAD, NOTHING)
            });
            return one.build();
        }
    }
}
