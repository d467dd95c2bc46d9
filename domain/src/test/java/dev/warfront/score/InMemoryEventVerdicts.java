package dev.warfront.score;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.WarId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Verdicts of a ledger in memory.
final class InMemoryEventVerdicts implements EventVerdicts {
    private static final Duration CLOCK_AHEAD_MAX = Duration.ofDays(1);
    private static final Comparator<ReviewRow> IN_THE_LOG = comparing(ReviewRow::receivedAt)
            .thenComparing(ReviewRow::partition)
            .thenComparing(ReviewRow::offset)
            .thenComparing(ReviewRow::index);

    private final InMemoryLedger ledger;

    InMemoryEventVerdicts(InMemoryLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Mono<EventVerdict> of(WarId war, UUID event, Instant occurredAt, @Nullable UUID server) {
        return Mono.defer(() ->
                Mono.justOrEmpty(accepted(war, event, occurredAt).or(() -> refused(war, event, occurredAt, server))));
    }

    private Optional<EventVerdict> accepted(WarId war, UUID event, Instant occurredAt) {
        return ledger.rows().stream()
                .filter(row -> row.war().equals(war) && row.eventId().equals(event) && !row.part())
                .filter(row -> happened(row, occurredAt))
                .findFirst()
                .map(this::accepted);
    }

    private static boolean happened(LedgerRow row, Instant said) {
        var at = row.occurredAt();
        return at.equals(said)
                || (at.equals(row.receivedAt()) && at.isBefore(said) && !at.isBefore(said.minus(CLOCK_AHEAD_MAX)));
    }

    private EventVerdict accepted(LedgerRow first) {
        var rows = ledger.rows().stream()
                .filter(row -> row.war().equals(first.war())
                        && row.partition() == first.partition()
                        && row.offset() == first.offset()
                        && row.index() == first.index())
                .toList();
        return new EventVerdict.Accepted(
                first.eventId(),
                first.war(),
                first.type(),
                rows.stream().mapToLong(LedgerRow::points).sum(),
                first.seq(),
                rows.size(),
                first.occurredAt(),
                new ScoreLog.Place(first.receivedAt(), first.partition(), first.offset(), first.index()));
    }

    private Optional<EventVerdict> refused(WarId war, UUID event, Instant occurredAt, @Nullable UUID server) {
        var all = reviews()
                .filter(row -> event.equals(row.eventId()) && war.equals(row.war()))
                .filter(row -> row.occurredAt() == null || row.occurredAt().equals(occurredAt))
                .filter(row -> server == null || (row.signed() && server.equals(row.server())))
                .toList();
        return first(all, row -> row.signed() && row.code().isRepeatable())
                .or(() -> last(all, ReviewRow::signed))
                .or(() -> first(all, row -> row.code().isRepeatable()))
                .or(() -> last(all, _ -> true))
                .map(InMemoryEventVerdicts::refused);
    }

    private static Optional<ReviewRow> first(List<ReviewRow> rows, Function<ReviewRow, Boolean> wanted) {
        return rows.stream().filter(wanted::apply).min(IN_THE_LOG);
    }

    private static Optional<ReviewRow> last(List<ReviewRow> rows, Function<ReviewRow, Boolean> wanted) {
        return rows.stream().filter(wanted::apply).max(IN_THE_LOG);
    }

    private Stream<ReviewRow> reviews() {
        return ledger.reviews().stream();
    }

    private static EventVerdict.Refused refused(ReviewRow row) {
        return new EventVerdict.Refused(
                row.eventId(),
                row.war(),
                row.code(),
                row.field(),
                row.detail(),
                row.type(),
                row.occurredAt(),
                row.server(),
                row.signed(),
                new ScoreLog.Place(row.receivedAt(), row.partition(), row.offset(), row.index()));
    }

    @Override
    public Mono<List<EventVerdict.Refused>> refused(WarId war, @Nullable UUID server, Position after, int limit) {
        return Mono.fromSupplier(() -> reviews()
                .filter(row -> row.counted() && war.equals(row.war()))
                .filter(row -> server == null || server.equals(row.server()))
                .filter(row -> row.offset() > after.offset()
                        || (row.offset() == after.offset() && row.index() > after.index()))
                .sorted(comparingLong(ReviewRow::offset).thenComparing(ReviewRow::index))
                .limit(limit)
                .map(InMemoryEventVerdicts::refused)
                .toList());
    }

    @Override
    public Mono<Page<EventVerdict.Refused>> uncounted(UUID server, PageRequest page) {
        return Mono.fromSupplier(() -> {
            var from = page.cursor() == null ? 0 : Integer.parseInt(page.cursor());
            var all = uncounted(server).toList();
            var until = Math.min(all.size(), from + page.limit());
            return new Page<>(all.subList(from, until), until < all.size() ? Integer.toString(until) : null);
        });
    }

    private Stream<EventVerdict.Refused> uncounted(UUID server) {
        return reviews()
                .filter(row -> !row.counted() && server.equals(row.server()))
                .sorted(IN_THE_LOG.reversed())
                .map(InMemoryEventVerdicts::refused);
    }

    @Override
    public Mono<Map<ScoreCode, Long>> uncountedByCode(UUID server) {
        return Mono.fromSupplier(() -> uncounted(server)
                .limit(COUNTED_MAX)
                .collect(Collectors.groupingBy(EventVerdict.Refused::code, Collectors.counting())));
    }
}
