package dev.warfront.audit.postgres;

import static dev.warfront.kernel.postgres.Rows.column;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.audit.AuditChain;
import dev.warfront.audit.AuditEntry;
import dev.warfront.audit.ChainHead;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.postgres.Rows;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The columns of the chain in `audit_entry`, and its head in `audit_chain`.
@Component
final class PostgresAuditChain implements AuditChain {
    private static final String HEAD = "select seq, hash from audit_chain";

    /// Of whoever holds the head and then says nothing, as a node that is cut off: the database ends its
    /// connection, and another goes on.
    private static final String SILENCE_MAX = "set local idle_in_transaction_session_timeout = '10s'";

    private static final String UNCHAINED =
            "select " + AuditRows.COLUMNS + " from audit_entry where chain_seq is null order by at, id limit :max";

    private static final String LINK = """
            update audit_entry e
            set chain_seq = l.seq, prev_hash = decode(l.previous, 'hex'), hash = decode(l.hash, 'hex')
            from unnest(:ids, :seqs, :previous, :hashes) as l (id, seq, previous, hash)
            where e.id = l.id and e.chain_seq is null""";

    private static final String MOVE =
            "update audit_chain set seq = :seq, hash = decode(:hash, 'hex') where seq = :before";

    private static final String OLDEST = """
            select extract(epoch from clock_timestamp() - at)::float8 as seconds
            from audit_entry where chain_seq is null order by at, id limit 1""";

    private final DatabaseClient database;

    PostgresAuditChain(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<ChainHead> head() {
        return database.sql(HEAD).map(PostgresAuditChain::head).one();
    }

    @Override
    public Mono<ChainHead> lockHead() {
        return database.sql(SILENCE_MAX)
                .then()
                .then(database.sql(HEAD + " for update skip locked")
                        .map(PostgresAuditChain::head)
                        .one());
    }

    @Override
    public Mono<List<AuditEntry>> unchained(int max) {
        return database.sql(UNCHAINED)
                .bind("max", max)
                .map(AuditRows::entry)
                .all()
                .collectList();
    }

    @Override
    public Mono<Void> add(ChainHead before, List<Linked> links) {
        return move(before, links.getLast().link().head()).then(link(before, links));
    }

    private Mono<Void> move(ChainHead before, ChainHead head) {
        return Rows.change(
                database.sql(MOVE)
                        .bind("seq", head.seq())
                        .bind("hash", head.hash())
                        .bind("before", before.seq()),
                "head of the audit chain",
                before);
    }

    private Mono<Void> link(ChainHead before, List<Linked> links) {
        return database.sql(LINK)
                .bind("ids", column(links, each -> each.entry().id(), UUID[]::new))
                .bind("seqs", column(links, each -> each.link().seq(), Long[]::new))
                .bind("previous", column(links, each -> each.link().previousHash(), String[]::new))
                .bind("hashes", column(links, each -> each.link().hash(), String[]::new))
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == links.size())
                .switchIfEmpty(Mono.error(() -> new StaleWrite("audit entries behind " + before)))
                .then();
    }

    @Override
    public Mono<Duration> oldestUnchained() {
        return database.sql(OLDEST)
                .map(row -> required(row, "seconds", Double.class))
                .one()
                .map(seconds -> Duration.ofMillis((long) (Math.max(0, seconds) * 1_000)));
    }

    private static ChainHead head(Readable row) {
        return new ChainHead(required(row, "seq", Long.class), AuditRows.hex(required(row, "hash", byte[].class)));
    }
}
