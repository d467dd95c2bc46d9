package dev.warfront.bench.bound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/// Rows of the ledger as binary COPY brings them out, cut so that it takes them in again. Nothing here knows a column.
final class LedgerRows {
    static final String TABLE = "clan_war_scores";

    private static final int HEADER = 19; // signature, flags, length of the extension, which PostgreSQL leaves empty
    private static final byte[] TRAILER = {-1, -1};

    private LedgerRows() {}

    /// Rows of some wars in the order of their numbers, as whole COPY streams.
    ///
    /// @param rowsPerStream the last stream may have fewer
    static List<byte[]> read(Connection connection, Collection<Range> ranges, int rowsPerStream) throws SQLException {
        var wanted = ranges.stream().map(Range::sql).collect(Collectors.joining(" or "));
        var out = new ByteArrayOutputStream(64 * 1024 * 1024);
        try {
            var _ = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select * from " + TABLE + " where " + wanted
                                    + " order by seq, war_id) to stdout (format binary)",
                            out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return cut(out.toByteArray(), rowsPerStream);
    }

    static List<byte[]> cut(byte[] all, int rowsPerStream) {
        var bytes = ByteBuffer.wrap(all);
        var streams = new ArrayList<byte[]>();
        bytes.position(HEADER);
        var from = HEADER;
        var rows = 0;
        while (true) {
            var fields = bytes.getShort();
            var end = fields < 0;
            if (rows > 0 && (end || rows == rowsPerStream)) {
                var until = bytes.position() - Short.BYTES;
                streams.add(stream(all, from, until));
                from = until;
                rows = 0;
            }
            if (end) {
                return streams;
            }
            for (var field = 0; field < fields; field++) {
                bytes.position(bytes.position() + Integer.BYTES + Math.max(0, bytes.getInt(bytes.position())));
            }
            rows++;
        }
    }

    private static byte[] stream(byte[] all, int from, int until) {
        var stream = Arrays.copyOf(all, HEADER + until - from + TRAILER.length);
        System.arraycopy(all, from, stream, HEADER, until - from);
        System.arraycopy(TRAILER, 0, stream, HEADER + until - from, TRAILER.length);
        return stream;
    }

    /// Rows of one war.
    ///
    /// @param from the first number
    /// @param until the first that is no more of them
    record Range(UUID war, long from, long until) {
        private String sql() {
            return "(war_id = '%s' and seq >= %d and seq < %d)".formatted(war, from, until);
        }
    }
}
