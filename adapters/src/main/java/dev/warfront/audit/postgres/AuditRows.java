package dev.warfront.audit.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.audit.AuditEntry;
import dev.warfront.audit.AuditLog.LoggedEntry;
import dev.warfront.audit.ChainLink;
import dev.warfront.audit.Target;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows of `audit_entry`.
final class AuditRows {
    static final String COLUMNS = "id, at, actor_id, roles, action, target_type, target_id, address, correlation_id";

    private AuditRows() {}

    /// Of {@link #COLUMNS}.
    static AuditEntry entry(Readable row) {
        return new AuditEntry(
                required(row, "id", UUID.class),
                required(row, "at", Instant.class),
                new Caller(
                        new PlayerId(required(row, "actor_id", UUID.class)),
                        Arrays.stream(required(row, "roles", String[].class))
                                .map(Role::valueOf)
                                .collect(Collectors.toSet())),
                required(row, "action", String.class),
                new Target(required(row, "target_type", String.class), required(row, "target_id", String.class)),
                required(row, "address", String.class),
                required(row, "correlation_id", String.class));
    }

    /// Of {@link #COLUMNS} and those of the chain.
    static LoggedEntry logged(Readable row) {
        return new LoggedEntry(entry(row), link(row));
    }

    static String[] roles(AuditEntry entry) {
        return entry.by().roles().stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static @Nullable ChainLink link(Readable row) {
        var seq = row.get("chain_seq", Long.class);
        return seq == null
                ? null
                : new ChainLink(
                        seq, hex(required(row, "prev_hash", byte[].class)), hex(required(row, "hash", byte[].class)));
    }
}
