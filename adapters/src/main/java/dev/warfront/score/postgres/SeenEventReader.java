package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.score.ScoreCode;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.ScoreType;
import dev.warfront.score.ScoreWindow;
import dev.warfront.score.SeenEvent;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Reads the events of a partition that may be repeated: from the newest backwards, thousands to a row, so that
/// millions of them take seconds.
final class SeenEventReader {
    /// Events in a row. When each of them was received is known to that many only.
    private static final int SLICE = 16_384;
    /// Id, payload hash, and the result: 0 when it was accepted, else the number of its code; negative when its sender
    /// dated it after its receipt.
    private static final int EVENT_BYTES = 2 * Long.BYTES + Long.BYTES + Short.BYTES;

    /// All of the last offset, since events of one record share it; without the players' parts of what is shared.
    private static final String ACCEPTED = """
            select string_agg(uuid_send(e.event_id) || int8send(e.payload_hash)
                              || case when e.occurred_at = e.received_at then int2send(-1::int2) else int2send(0::int2) end,
                              ''::bytea) as events,
                   min(e.log_offset) as first_offset, max(e.log_offset) as last_offset, max(e.received_at) as last_receipt
            from (select event_id, payload_hash, occurred_at, received_at, log_offset
                  from clan_war_scores
                  where log_partition = :partition and log_offset < :before and occurred_at >= :earliest
                    and not (type = %d and player_id is not null)
                  order by log_offset desc fetch first (:rows) rows with ties) e
            having count(*) > 0""".formatted(LedgerNumbers.of(ScoreType.OBJECTIVE_CAPTURE));

    private static final String REFUSED = """
            select string_agg(uuid_send(e.event_id) || int8send(e.payload_hash)
                              || int2send((e.number * case when e.occurred_at <= e.received_at then 1 else -1 end)::int2),
                              ''::bytea) as events,
                   min(e.log_offset) as first_offset, max(e.log_offset) as last_offset, max(e.received_at) as last_receipt
            from (select event_id, payload_hash, occurred_at, received_at, log_offset,
                         array_position(:repeatable, code) + 1 as number
                  from clan_war_score_review
                  where log_partition = :partition and log_offset < :before and received_at >= :earliest
                    and event_id is not null and code = any(:repeatable)
                  order by log_offset desc fetch first (:rows) rows with ties) e
            having count(*) > 0""";

    private static final List<ScoreCode> REPEATABLE =
            Arrays.stream(ScoreCode.values()).filter(ScoreCode::isRepeatable).toList();

    private final DatabaseClient database;
    private final ScoreWindow window;

    SeenEventReader(DatabaseClient database, ScoreWindow window) {
        this.database = database;
        this.window = window;
    }

    /// The newest of a partition, never one behind another that is said to have come later; a slice more
    /// than the limit, so that what it leaves out is known by its last.
    Flux<SeenEvent> of(int partition, int limit) {
        return lastReceipt(partition)
                .map(last -> last.minus(window.horizon()).minus(window.skew()))
                .flatMapMany(since -> slices(ACCEPTED, partition, since, limit)
                        .flatMapMany(accepted -> slices(REFUSED, partition, since, limit)
                                .flatMapIterable(refused -> inOrder(accepted, refused, limit))))
                .flatMapIterable(this::events);
    }

    /// The receipt of the last record that was decided; what its successors may repeat is counted back from there.
    /// None when there was none yet.
    private Mono<Instant> lastReceipt(int partition) {
        return database.sql("""
                        select last_received_at from score_partitions
                        where topic = :topic and partition = :partition and last_received_at is not null""")
                .bind("topic", ScoreLog.FEED)
                .bind("partition", partition)
                .map(row -> required(row, "last_received_at", Instant.class))
                .one();
    }

    private Mono<List<Slice>> slices(String sql, int partition, Instant since, int limit) {
        return slice(sql, partition, since, Long.MAX_VALUE)
                .expand(slice -> slice.lastReceipt().isBefore(since)
                        ? Mono.empty()
                        : slice(sql, partition, since, slice.firstOffset()))
                .takeUntil(new Limit(limit)::reached)
                .collectList();
    }

    private Mono<Slice> slice(String sql, int partition, Instant since, long before) {
        var statement = database.sql(sql)
                .bind("partition", partition)
                .bind("before", before)
                .bind("earliest", sql.equals(ACCEPTED) ? since.minus(window.horizon()) : since)
                .bind("rows", SLICE);
        return (sql.equals(ACCEPTED) ? statement : statement.bind("repeatable", codes()))
                .map(SeenEventReader::slice)
                .one();
    }

    private static String[] codes() {
        return REPEATABLE.stream().map(Enum::name).toArray(String[]::new);
    }

    private static Slice slice(Readable row) {
        return new Slice(
                required(row, "events", ByteBuffer.class),
                required(row, "first_offset", Long.class),
                required(row, "last_offset", Long.class),
                required(row, "last_receipt", Instant.class));
    }

    /// What lies wholly before the place where the limit cut something off is left out too: all of it is
    /// too old then. By the receipt of their last, since all events of a slice are known by it: a few
    /// refusals make one slice that begins before all others and ends with the newest.
    private static List<Slice> inOrder(List<Slice> accepted, List<Slice> refused, int limit) {
        var from = Math.max(cut(accepted, limit), cut(refused, limit));
        return Stream.concat(accepted.stream(), refused.stream())
                .filter(slice -> slice.lastOffset() >= from)
                .sorted(Comparator.comparing(Slice::lastReceipt).thenComparingLong(Slice::lastOffset))
                .toList();
    }

    private static long cut(List<Slice> slices, int limit) {
        var events = slices.stream().mapToLong(Slice::size).sum();
        return events > limit ? slices.getLast().firstOffset() : Long.MIN_VALUE;
    }

    private List<SeenEvent> events(Slice slice) {
        return IntStream.range(0, slice.size()).mapToObj(i -> event(slice, i)).toList();
    }

    private SeenEvent event(Slice slice, int index) {
        var events = slice.events();
        var at = events.position() + index * EVENT_BYTES;
        var result = events.getShort(at + 3 * Long.BYTES);
        var received = slice.lastReceipt();
        return new SeenEvent(
                new UUID(events.getLong(at), events.getLong(at + Long.BYTES)),
                events.getLong(at + 2 * Long.BYTES),
                code(Math.abs(result)),
                result < 0 ? received.plus(window.skew()) : received,
                received);
    }

    /// 1 says nothing more than that there is a sign.
    private static @Nullable ScoreCode code(int number) {
        return number <= 1 ? null : REPEATABLE.get(number - 2);
    }

    /// Events of one row.
    ///
    /// @param lastReceipt of any of them
    private record Slice(ByteBuffer events, long firstOffset, long lastOffset, Instant lastReceipt) {
        int size() {
            return events.remaining() / EVENT_BYTES;
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
        boolean reached(Slice slice) {
            counted += slice.size();
            return counted > events;
        }
    }
}
