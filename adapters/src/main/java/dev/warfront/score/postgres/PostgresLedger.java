package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.column;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.battle.ScoredBattle;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.postgres.AfterCommit;
import dev.warfront.kernel.postgres.CopyIn;
import dev.warfront.score.Batch;
import dev.warfront.score.BatchDecision;
import dev.warfront.score.FeedItem;
import dev.warfront.score.Ledger;
import dev.warfront.score.LedgerRow;
import dev.warfront.score.ReviewRow;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.ScoreType;
import dev.warfront.score.ScoreWindow;
import dev.warfront.score.SeenSlice;
import dev.warfront.score.SeenStretch;
import dev.warfront.score.StaleOwner;
import dev.warfront.score.TotalKey;
import dev.warfront.score.WarTotals;
import dev.warfront.war.Tally;
import io.netty.buffer.ByteBuf;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The ledger in PostgreSQL; bulk rows go in by binary COPY.
@Component
final class PostgresLedger implements Ledger {
    /// What is kept from behind there is of a log that was lost.
    private static final String START = """
            with place as (
                insert into score_partitions (topic, partition) values (:topic, :partition)
                on conflict (topic, partition) do update set partition = excluded.partition
                returning partition, next_offset, published_offset),
            lost as (
                delete from score_seen_stretches s using place
                where s.partition = place.partition and s.until_offset > place.next_offset)
            select next_offset, published_offset from place""";
    /// In one order, so that two who change several never wait for each other in a circle.
    private static final String LOCKED = """
            with locked as materialized (
                select partition, next_offset, published_offset from score_partitions
                where topic = :topic and partition = any(:partitions)
                order by partition for no key update)
            """;
    private static final String MOVE = LOCKED + """
            update score_partitions p set next_offset = m.next, last_received_at = m.received
            from unnest(:partitions, :froms, :nexts, :received) as m (partition, expected, next, received)
            join locked on locked.partition = m.partition and locked.next_offset = m.expected
            where p.topic = :topic and p.partition = m.partition
            returning p.partition""";
    private static final String PUBLISHED = LOCKED + """
            update score_partitions p set published_offset = greatest(locked.published_offset, m.published)
            from unnest(:partitions, :offsets) as m (partition, published)
            join locked on locked.partition = m.partition
            where p.topic = :topic and p.partition = m.partition""";
    /// By the index of such rows, which are few.
    private static final String DERIVED = "select event_id, payload_hash from clan_war_scores"
            + " where event_id = any(:ids) and type = " + LedgerNumbers.of(ScoreType.TERRITORY_CAPTURE);
    private final DatabaseClient database;
    private final ConnectionFactory connections;
    private final StoredTotals totals;
    private final KeptStretches kept;
    private final SeenEventReader seenEvents;
    private final FeedReader feed;
    private final ScoredViews views;

    PostgresLedger(DatabaseClient database, ScoreWindow window, ScoredViews views) {
        this.database = database;
        this.connections = database.getConnectionFactory();
        this.totals = new StoredTotals(database);
        this.kept = new KeptStretches(database);
        this.seenEvents = new SeenEventReader(database, kept, window);
        this.feed = new FeedReader(database);
        this.views = views;
    }

    @Override
    public Mono<Start> start(int partition) {
        return database.sql(START)
                .bind("topic", ScoreLog.FEED)
                .bind("partition", partition)
                .map(row -> new Start(
                        required(row, "next_offset", Long.class), required(row, "published_offset", Long.class)))
                .one();
    }

    @Override
    public Flux<SeenSlice> seenEvents(int partition, int limit) {
        return seenEvents.of(partition, limit);
    }

    @Override
    public Mono<Void> keep(SeenStretch stretch) {
        return kept.add(stretch);
    }

    @Override
    public Mono<Void> moveOffsets(List<Batch> batches) {
        return database.sql(MOVE)
                .bind("topic", ScoreLog.FEED)
                .bind("partitions", column(batches, each -> each.state().partition(), Integer[]::new))
                .bind("froms", column(batches, each -> each.state().next(), Long[]::new))
                .bind("nexts", column(batches, Batch::next, Long[]::new))
                .bind("received", column(batches, Batch::received, Instant[]::new))
                .map(row -> required(row, "partition", Integer.class))
                .all()
                .collect(Collectors.toSet())
                .flatMap(moved -> requireAll(batches, moved));
    }

    private static Mono<Void> requireAll(List<Batch> batches, Set<Integer> moved) {
        var lost = batches.stream()
                .map(each -> each.state().partition())
                .filter(each -> !moved.contains(each))
                .collect(Collectors.toSet());
        return lost.isEmpty() ? Mono.empty() : Mono.error(new StaleOwner(lost));
    }

    @Override
    public Mono<Map<UUID, Long>> derived(Collection<UUID> eventIds) {
        return database.sql(DERIVED)
                .bind("ids", eventIds.toArray(UUID[]::new))
                .map(row -> Map.entry(required(row, "event_id", UUID.class), required(row, "payload_hash", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public Mono<Map<WarId, WarTotals>> totals(Collection<WarId> wars) {
        return totals.restore(wars);
    }

    @Override
    public Mono<Map<TotalKey, Tally>> battleTotals(Collection<ScoredBattle> battles) {
        return totals.ofBattles(battles);
    }

    @Override
    public Mono<Void> store(List<BatchDecision> decisions) {
        var rows = new ArrayList<LedgerRow>();
        var reviews = new ArrayList<ReviewRow>();
        decisions.forEach(each -> {
            rows.addAll(each.rows());
            reviews.addAll(each.reviews());
        });
        var wars = decisions.stream().flatMap(each -> each.wars().stream()).toList();
        return copied(LedgerRows.COPY, rows.isEmpty(), () -> LedgerRows.encoded(rows))
                .then(copied(ReviewRows.COPY, reviews.isEmpty(), () -> ReviewRows.encoded(reviews)))
                .then(totals.write(wars))
                .then(AfterCommit.run(() -> views.show(decisions)));
    }

    private Mono<Void> copied(String copy, boolean nothing, Supplier<Flux<ByteBuf>> chunks) {
        return nothing
                ? Mono.empty()
                : Mono.defer(() -> CopyIn.run(connections, copy, chunks.get())).then();
    }

    @Override
    public Mono<List<FeedItem>> feed(int partition, long from, long until, int weightMax) {
        return feed.page(partition, from, until, weightMax);
    }

    @Override
    public Mono<Void> published(Map<Integer, Long> offsets) {
        var moved = List.copyOf(offsets.entrySet());
        return database.sql(PUBLISHED)
                .bind("topic", ScoreLog.FEED)
                .bind("partitions", column(moved, Map.Entry::getKey, Integer[]::new))
                .bind("offsets", column(moved, Map.Entry::getValue, Long[]::new))
                .then();
    }
}
