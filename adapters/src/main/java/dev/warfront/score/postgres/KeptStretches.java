package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.score.ScoreLog;
import dev.warfront.score.SeenStretch;
import dev.warfront.score.postgres.OffsetRanges.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// Seen events of whole stretches of the log, a row each.
final class KeptStretches {
    /// Where a log was lost and goes on further back, offsets stand for more than one event: of that nothing is kept.
    private static final String ADD = """
            insert into score_seen_stretches (partition, from_offset, until_offset, last_receipt, events)
            select :partition, :from, :until, :receipt, :events
            from score_partitions p
            where p.topic = :topic and p.partition = :partition
              and not exists (select from clan_war_scores
                              where log_partition = p.partition and log_offset >= p.next_offset)
              and not exists (select from clan_war_score_review
                              where log_partition = p.partition and log_offset >= p.next_offset)
            on conflict (partition, from_offset) do nothing""";
    private static final String OF = """
            select from_offset, until_offset from score_seen_stretches
            where partition = :partition and last_receipt >= :since and until_offset <= :next
            order by until_offset desc""";
    private static final String READ = """
            select events, from_offset as first_offset, until_offset, last_receipt from score_seen_stretches
            where partition = :partition
              and (from_offset, until_offset) in (select * from unnest(cast(:from as bigint[]), cast(:until as bigint[])))""";

    private final DatabaseClient database;

    KeptStretches(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(SeenStretch stretch) {
        return Mono.fromSupplier(() -> PackedEvents.pack(stretch.events()))
                .flatMap(events -> database.sql(ADD)
                        .bind("topic", ScoreLog.FEED)
                        .bind("partition", stretch.partition())
                        .bind("from", stretch.from())
                        .bind("until", stretch.until())
                        .bind("receipt", stretch.events().lastReceipt())
                        .bind("events", events)
                        .then());
    }

    /// Those of a partition before an offset that were received at some time or later: the newest first, none of
    /// them reaching into another.
    Mono<List<Range>> of(int partition, Instant since, long next) {
        return database.sql(OF)
                .bind("partition", partition)
                .bind("since", since)
                .bind("next", next)
                .map(row ->
                        new Range(required(row, "from_offset", Long.class), required(row, "until_offset", Long.class)))
                .all()
                .collectList()
                .map(KeptStretches::apart);
    }

    private static List<Range> apart(List<Range> newestFirst) {
        var apart = new ArrayList<Range>();
        for (var each : newestFirst) {
            if (apart.isEmpty() || each.until() <= apart.getLast().from()) {
                apart.add(each);
            }
        }
        return apart;
    }

    /// Without those that are not kept any more, or by a version that knew more.
    Mono<Map<Range, PackedEvents>> read(int partition, List<Range> stretches) {
        return database.sql(READ)
                .bind("partition", partition)
                .bind("from", stretches.stream().map(Range::from).toArray(Long[]::new))
                .bind("until", stretches.stream().map(Range::until).toArray(Long[]::new))
                .map(row -> new Kept(new PackedEvents(row), required(row, "until_offset", Long.class)))
                .all()
                .filter(kept -> kept.events().isReadable())
                .collectMap(Kept::stretch, Kept::events);
    }

    private record Kept(PackedEvents events, long until) {
        private Range stretch() {
            return new Range(events.firstOffset(), until);
        }
    }
}
