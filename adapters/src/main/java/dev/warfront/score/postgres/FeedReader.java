package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.score.FeedItem;
import dev.warfront.score.RawRecord;
import dev.warfront.score.ScoreCode;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// Reads what ledger and review table have of a partition in pages that are bounded by weight.
final class FeedReader {
    private static final String ROWS = """
            select * from (
                select * from clan_war_score_rows
                where log_partition = :partition and log_offset >= :from and log_offset < :until
                order by log_offset fetch first (:weight) rows with ties) r
            order by log_offset, seq""";
    /// Of the bytes of dead letters as much as is published, of others nothing. They are weighed without
    /// being read.
    private static final String REVIEWS = """
            select log_partition, log_offset, log_index, war_id, counted, event_id, code, detail, type, player_id,
                   occurred_at, received_at, payload_hash, server_id, signed, field, weight_until,
                   coalesce(value_bytes, octet_length(record_value), 0) as value_bytes,
                   case when dead_letter then substring(record_key from 1 for %1$d) end as record_key,
                   case when dead_letter then substring(record_value from 1 for %1$d) end as record_value,
                   case when dead_letter and octet_length(record_headers) <= %1$d then record_headers end as record_headers
            from (
                select w.*, sum(weight) over (order by log_offset) as weight_until,
                       sum(weight) over (order by log_offset range between unbounded preceding and 1 preceding) as weight_before
                from (
                    select r.*, d.dead_letter,
                           case when d.dead_letter
                                then greatest(1, (coalesce(least(octet_length(record_key), %1$d), 0)
                                                  + coalesce(least(octet_length(record_value), %1$d), 0)
                                                  + least(octet_length(record_headers), %1$d)) / %2$d)
                                else 1 end as weight
                    from clan_war_score_review r
                    cross join lateral (select r.code = any(:deadLetters) as dead_letter) d
                    where log_partition = :partition and log_offset >= :from and log_offset < :until
                    order by log_offset fetch first (:weight) rows with ties) w) p
            where weight_before is null or weight_before < :weight
            order by log_offset, log_index""".formatted(RawRecord.PUBLISHED_MAX, FeedItem.ROW_BYTES);

    private static final String[] DEAD_LETTERS = Arrays.stream(ScoreCode.values())
            .filter(ScoreCode::isDeadLetter)
            .map(Enum::name)
            .toArray(String[]::new);

    private final DatabaseClient database;

    FeedReader(DatabaseClient database) {
        this.database = database;
    }

    /// See {@link dev.warfront.score.Ledger#feed}.
    Mono<List<FeedItem>> page(int partition, long from, long until, int weightMax) {
        return recorded(rows(ROWS, partition, from, until, weightMax), weightMax)
                .flatMap(recorded -> refused(rows(REVIEWS, partition, from, until, weightMax), weightMax)
                        .map(refused -> merged(recorded, refused)));
    }

    private DatabaseClient.GenericExecuteSpec rows(String sql, int partition, long from, long until, int weightMax) {
        return database.sql(sql)
                .bind("partition", partition)
                .bind("from", from)
                .bind("until", until)
                .bind("weight", weightMax);
    }

    private static Mono<Page> recorded(DatabaseClient.GenericExecuteSpec rows, int weightMax) {
        return rows.map(LedgerRows::read)
                .all()
                .<FeedItem>map(FeedItem.Recorded::new)
                .collectList()
                .map(items -> new Page(items, items.size() >= weightMax));
    }

    private static Mono<Page> refused(DatabaseClient.GenericExecuteSpec rows, int weightMax) {
        return rows.bind("deadLetters", DEAD_LETTERS)
                .map(Weighed::read)
                .all()
                .collectList()
                .map(read -> new Page(
                        read.stream().<FeedItem>map(Weighed::item).toList(),
                        !read.isEmpty() && read.getLast().until() >= weightMax));
    }

    /// Up to the last offset of which both have all; what lies behind it is left for the next page.
    private static List<FeedItem> merged(Page recorded, Page refused) {
        var last = Math.min(recorded.last(), refused.last());
        var all = new ArrayList<>(recorded.items());
        all.addAll(refused.items());
        all.removeIf(each -> each.offset() > last);
        all.sort(Comparator.comparingLong(FeedItem::offset));
        return all;
    }

    /// One kind of items.
    ///
    /// @param full there may be more behind it
    private record Page(List<FeedItem> items, boolean full) {
        private long last() {
            return full ? items.getLast().offset() : Long.MAX_VALUE;
        }
    }

    /// @param until weight of all up to the last of its offset, as the database counts it
    private record Weighed(FeedItem item, long until) {
        private static Weighed read(Readable row) {
            return new Weighed(new FeedItem.Refused(ReviewRows.read(row)), required(row, "weight_until", Long.class));
        }
    }
}
