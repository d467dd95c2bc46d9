package dev.warfront.bench.bound;

import java.net.URI;
import java.util.UUID;

/// A running [RowHandler].
public final class RowServer implements AutoCloseable {
    private final ChildJvm jvm;

    /// @param r2dbc the database
    /// @param sql of the row with the id `$1`
    public RowServer(String r2dbc, String sql) {
        jvm = new ChildJvm(RowHandler.class, r2dbc, sql);
    }

    /// Where it answers a row.
    public URI address(UUID id) {
        return URI.create("http://127.0.0.1:" + jvm.firstLine() + "/rows/" + id);
    }

    @Override
    public void close() {
        jvm.close();
    }
}
