package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.score.ScoreLog;
import dev.warfront.score.ScoreType;
import dev.warfront.score.ScoreWindow;
import dev.warfront.score.SeenSlice;
import dev.warfront.score.postgres.OffsetRanges.Range;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.pool.Pool;
import reactor.pool.PoolBuilder;

/// Reads the events of a partition that may be repeated: from the newest backwards, thousands to a row
/// and some rows side by side, so that millions of them take few seconds. As stretches where they are kept so,
/// which costs next to nothing, else packed from the ledger and the review table.
///
/// ```text
/// kept     -----------------[700..950)--[500..700)--------------
/// ranges   --[950..1000)--------------------------[400..500)--    of what is not kept; some are read at once
/// slices   ------------S-----------------S-----------S-S----S-    a range that holds more than its row may has some
/// ```
final class SeenEventReader {
    /// Events in a row. When each of them was received is known to that many only.
    private static final int SLICE = 16_384;
    /// A range that holds a few more than the one before still is one row.
    private static final int WANTED = SLICE * 3 / 4;

    /// Some megabytes.
    private static final int STRETCHES_AT_ONCE = 16;

    private static final int PARTITION_READS = 3;
    /// Of the whole node: most of the reserved connections, and of the processor's time, are left to
    /// flushes.
    private static final int NODE_READS = 4;

    private static final String HORIZON = """
            select last_received_at, next_offset,
                   least((select min(log_offset) from clan_war_scores where log_partition = :partition),
                         (select min(log_offset) from clan_war_score_review where log_partition = :partition)) as first_offset,
                   greatest((select max(log_offset) from clan_war_scores where log_partition = :partition),
                            (select max(log_offset) from clan_war_score_review where log_partition = :partition)) as last_offset
            from score_partitions
            where topic = :topic and partition = :partition and last_received_at is not null""";

    /// A row of each kind. All of the first offset, since events of one record share it; without the
    /// players' parts of what is shared. Whatever their time is: the first that are too old show where to
    /// end.
    private static final String EVENTS =
            """
            select string_agg(uuid_send(e.event_id) || int8send(e.payload_hash)
                              || case when e.occurred_at = e.received_at then '\\x80'::bytea else '\\x00'::bytea end,
                              ''::bytea) as events,
                   min(e.log_offset) as first_offset, max(e.received_at) as last_receipt
            from (select event_id, payload_hash, occurred_at, received_at, log_offset
                  from clan_war_scores
                  where log_partition = :partition and log_offset >= :from and log_offset < :until
                    and not (type = %d and player_id is not null)
                  order by log_offset desc fetch first (:rows) rows with ties) e
            having count(*) > 0
            union all
            select string_agg(uuid_send(e.event_id) || int8send(e.payload_hash)
                              || substring(int2send((e.number
                                   + case when e.occurred_at <= e.received_at then 0 else %d end)::int2) from 2),
                              ''::bytea),
                   min(e.log_offset), max(e.received_at)
            from (select event_id, payload_hash, occurred_at, received_at, log_offset,
                         array_position(:repeatable, code) as number
                  from clan_war_score_review
                  where log_partition = :partition and log_offset >= :from and log_offset < :until
                    and event_id is not null and code = any(:repeatable)
                  order by log_offset desc fetch first (:rows) rows with ties) e
            having count(*) > 0""".formatted(LedgerNumbers.of(ScoreType.OBJECTIVE_CAPTURE), PackedEvents.CLOCK_AHEAD);

    private final DatabaseClient database;
    private final KeptStretches kept;
    private final ScoreWindow window;
    private final Pool<Boolean> reads =
            PoolBuilder.from(Mono.just(true)).sizeBetween(0, NODE_READS).buildPool();

    SeenEventReader(DatabaseClient database, KeptStretches kept, ScoreWindow window) {
        this.database = database;
        this.kept = kept;
        this.window = window;
    }

    /// The newest of a partition first; a slice more than the limit, so that what it leaves out is known
    /// by its last.
    Flux<SeenSlice> of(int partition, int limit) {
        return horizon(partition).flatMapMany(horizon -> {
            var counted = new Limit(limit);
            // behind the present offset lies what a log that was lost has left
            return Flux.concat(
                            decided(partition, horizon), newestFirst(partition, horizon, horizon.next(), horizon.end()))
                    .takeUntil(counted::reached);
        });
    }

    /// None when no record was decided yet.
    private Mono<Horizon> horizon(int partition) {
        return database.sql(HORIZON)
                .bind("topic", ScoreLog.FEED)
                .bind("partition", partition)
                .map(this::horizon)
                .one();
    }

    /// What the successors of the last record that was decided may repeat is counted back from its receipt.
    private Horizon horizon(Readable row) {
        var next = required(row, "next_offset", Long.class);
        var first = row.get("first_offset", Long.class);
        var last = row.get("last_offset", Long.class);
        return new Horizon(
                required(row, "last_received_at", Instant.class)
                        .minus(window.horizon())
                        .minus(window.skew()),
                first == null ? next : Math.min(first, next),
                next,
                last == null ? next : Math.max(last + 1, next));
    }

    private Flux<SeenSlice> decided(int partition, Horizon horizon) {
        return kept.of(partition, horizon.since(), horizon.next())
                .flatMapMany(stretches -> decided(partition, horizon, stretches))
                .takeUntil(slice -> slice.lastReceipt().isBefore(horizon.since()));
    }

    /// @param stretches the newest first
    private Flux<SeenSlice> decided(int partition, Horizon horizon, List<Range> stretches) {
        var parts = new ArrayList<Flux<SeenSlice>>();
        var run = new ArrayList<Range>();
        var until = horizon.next();
        for (var each : stretches) {
            if (each.until() < until) {
                parts.add(kept(partition, List.copyOf(run)));
                run.clear();
                parts.add(newestFirst(partition, horizon, each.until(), until));
            }
            run.add(each);
            until = each.from();
        }
        parts.add(kept(partition, List.copyOf(run)));
        parts.add(newestFirst(partition, horizon, horizon.first(), until));
        return Flux.concat(parts);
    }

    private Flux<SeenSlice> kept(int partition, List<Range> stretches) {
        return Flux.fromIterable(stretches)
                .buffer(STRETCHES_AT_ONCE)
                .flatMapSequential(
                        some -> reads.withPoolable(_ -> kept.read(partition, some))
                                .publishOn(Schedulers.parallel())
                                .concatMap(found -> slices(partition, some, found)),
                        PARTITION_READS,
                        1);
    }

    private Flux<SeenSlice> slices(int partition, List<Range> stretches, Map<Range, PackedEvents> found) {
        return Flux.fromIterable(stretches).concatMap(each -> {
            var events = found.get(each);
            return events == null ? slices(partition, each) : Flux.just(events.unpack());
        });
    }

    private Flux<SeenSlice> newestFirst(int partition, Horizon horizon, long first, long until) {
        var ranges = new OffsetRanges(first, until, WANTED);
        return Flux.<Range>generate(ranges::next)
                .flatMapSequential(
                        range -> read(partition, range)
                                .doOnNext(read -> ranges.held(range.until() - read.complete(), read.size()))
                                .flatMapMany(read -> slices(partition, read)),
                        PARTITION_READS,
                        1)
                .takeUntil(slice -> slice.lastReceipt().isBefore(horizon.since()));
    }

    /// All of a range that was read, as far as it went, and the rest of it.
    private Flux<SeenSlice> slices(int partition, Read read) {
        var complete = read.complete();
        if (read.packed().isEmpty()) {
            return Flux.empty();
        }
        var whole = complete == read.range().from();
        var first = whole || read.first() >= complete
                ? Flux.just(read.unpack())
                : slices(partition, read.range().from(complete));
        return whole ? first : first.concatWith(slices(partition, read.range().before(complete)));
    }

    private Flux<SeenSlice> slices(int partition, Range range) {
        return read(partition, range).flatMapMany(read -> slices(partition, read));
    }

    private Mono<Read> read(int partition, Range range) {
        return reads.withPoolable(_ -> packed(partition, range))
                .single()
                .publishOn(Schedulers.parallel())
                .map(packed -> new Read(range, packed));
    }

    private Mono<List<PackedEvents>> packed(int partition, Range range) {
        return database.sql(EVENTS)
                .bind("partition", partition)
                .bind("from", range.from())
                .bind("until", range.until())
                .bind("repeatable", PackedEvents.codes())
                .bind("rows", SLICE)
                .map(PackedEvents::new)
                .all()
                .collectList();
    }

    /// What is to be read of a partition.
    ///
    /// @param since what the log took before it cannot be repeated any more
    /// @param first the lowest offset that there is
    /// @param next the offset that the partition goes on at
    /// @param end behind the highest offset that there is
    private record Horizon(Instant since, long first, long next, long end) {}

    /// What was read of a range: of each kind the last that a row may hold.
    private record Read(Range range, List<PackedEvents> packed) {
        private int size() {
            return packed.stream().mapToInt(PackedEvents::size).sum();
        }

        /// From which offset on it has all of both kinds.
        private long complete() {
            return packed.stream()
                    .filter(each -> each.size() >= SLICE)
                    .mapToLong(PackedEvents::firstOffset)
                    .max()
                    .orElse(range.from());
        }

        private long first() {
            return packed.stream().mapToLong(PackedEvents::firstOffset).min().orElseThrow();
        }

        private SeenSlice unpack() {
            var last = packed.stream()
                    .map(PackedEvents::lastReceipt)
                    .max(Instant::compareTo)
                    .orElseThrow();
            var slice = new SeenSlice(size(), last);
            packed.forEach(each -> each.unpackInto(slice));
            return slice;
        }
    }

    /// Counts slices until there are enough.
    private static final class Limit {
        private final int events;
        private long counted;

        Limit(int events) {
            this.events = events;
        }

        /// With this one there are more than wanted.
        boolean reached(SeenSlice slice) {
            counted += slice.size();
            return counted > events;
        }
    }
}
