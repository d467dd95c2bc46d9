package dev.warfront.audit.postgres;

import dev.warfront.audit.AuditEntry;
import dev.warfront.audit.AuditLog;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.postgres.AfterCommit;
import dev.warfront.kernel.postgres.Conditions;
import dev.warfront.kernel.postgres.Cursor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Table `audit_entry`, to which rows are only added.
@Component
final class PostgresAuditLog implements AuditLog {
    private static final String APPEND = "insert into audit_entry (" + AuditRows.COLUMNS + ")"
            + " values (:id, :at, :actor, :roles, :action, :targetType, :targetId, :address, :correlation)";

    private static final String PAGE =
            "select " + AuditRows.COLUMNS + ", chain_seq, prev_hash, hash from audit_entry where ";

    /// As the index of all entries names it.
    private static final String ALL = "(chain_seq is null or chain_seq > 0)";

    private final DatabaseClient database;

    PostgresAuditLog(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> append(AuditEntry entry) {
        return AfterCommit.requireTransaction()
                .then(database.sql(APPEND)
                        .bind("id", entry.id())
                        .bind("at", entry.at())
                        .bind("actor", entry.by().id().value())
                        .bind("roles", AuditRows.roles(entry))
                        .bind("action", entry.action())
                        .bind("targetType", entry.target().type())
                        .bind("targetId", entry.target().id())
                        .bind("address", entry.address())
                        .bind("correlation", entry.correlationId())
                        .then());
    }

    @Override
    public Mono<Page<LoggedEntry>> page(Filter filter, PageRequest page) {
        return Cursor.page(
                page,
                2,
                after -> {
                    var wanted = wanted(filter, after);
                    return database.sql(PAGE + wanted.sql() + " order by at desc, id desc limit :max")
                            .bindValues(wanted.values())
                            .bind("max", page.limit() + 1)
                            .map(AuditRows::logged)
                            .all();
                },
                last -> Cursor.of(last.entry().at(), last.entry().id()));
    }

    private static Conditions wanted(Filter filter, @Nullable Cursor after) {
        var actor = filter.actor();
        var wanted = new Conditions(isOfAll(filter) ? ALL : "true")
                .andIf("target_id = :target", "target", filter.target())
                .andIf("actor_id" + equal(filter) + ":actor", "actor", actor == null ? null : actor.value())
                .andIf("action" + equal(filter) + ":action", "action", filter.action())
                .andIf("at >= :from", "from", filter.from())
                .andIf("at < :until", "until", filter.until());
        return after == null
                ? wanted
                : wanted.and("(at, id) < (:at, :id)")
                        .with("at", after.instant(0))
                        .with("id", after.uuid(1));
    }

    private static boolean isOfAll(Filter filter) {
        return filter.actor() == null && filter.action() == null && filter.target() == null;
    }

    /// On one target little is done: beside it the others are looked at row by row, so that no index of
    /// theirs is read.
    private static String equal(Filter filter) {
        return filter.target() == null ? " = " : " is not distinct from ";
    }
}
