package dev.warfront.bench.bound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerRowsTest {
    @Test
    void givenRowsOfAnyLength_andNullsInThem_eachStreamIsWholeByItself() throws IOException {
        var streams = LedgerRows.cut(stream("a", "bc", null, "", "defg"), 2);

        assertThat(streams).containsExactly(stream("a", "bc"), stream(null, ""), stream("defg"));
    }

    @Test
    void givenNoRows_thereIsNoStream() throws IOException {
        assertThat(LedgerRows.cut(stream(), 2)).isEmpty();
    }

    /// A COPY of rows with a number and a text.
    private static byte[] stream(@Nullable String... texts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(new byte[] {'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0});
        for (var text : texts) {
            out.writeShort(2);
            out.writeInt(Long.BYTES);
            out.writeLong(7);
            out.writeInt(text == null ? -1 : text.length());
            out.writeBytes(text == null ? "" : text);
        }
        out.writeShort(-1);
        return bytes.toByteArray();
    }
}
