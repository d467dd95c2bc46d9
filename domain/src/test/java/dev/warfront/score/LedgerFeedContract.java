package dev.warfront.score;

import static dev.warfront.score.TestPartition.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every ledger promises of the pages that feeds and dead letters are made of.
public interface LedgerFeedContract extends LedgerPorts {
    @Test
    default void givenTheFeed_itHasEverythingInTheOrderOfTheLogPageByPage() {
        var partition = partition();
        var records = partition.mixed();
        var decision = partition.flush(records);
        var whole = new ArrayList<FeedItem>();
        var from = 0L;
        for (var page = done(ledger().feed(partition.number, 0, records.size(), 120));
                !page.isEmpty();
                page = done(ledger().feed(partition.number, from, records.size(), 120))) {
            whole.addAll(page);
            from = page.getLast().offset() + 1;
        }

        assertThat(whole).hasSize(decision.rows().size() + decision.reviews().size());
        assertThat(whole).isSortedAccordingTo(Comparator.comparingLong(FeedItem::offset));
        assertThat(whole.stream()
                        .filter(FeedItem.Recorded.class::isInstance)
                        .map(each -> ((FeedItem.Recorded) each).row()))
                .isEqualTo(decision.rows());
    }

    @Test
    default void givenLongDeadLetters_aPageHasNoMoreThanItsWeight_andOfEachItsBeginning() {
        var partition = partition();
        var letters = IntStream.range(0, 10)
                .mapToObj(_ -> partition.malformed(new byte[100_000]))
                .toList();
        partition.flush(letters);
        partition.flush(partition.kill(1));
        var whole = new ArrayList<FeedItem>();
        var from = 0L;
        for (var page = done(ledger().feed(partition.number, 0, 11, 20));
                !page.isEmpty();
                page = done(ledger().feed(partition.number, from, 11, 20))) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            whole.addAll(page);
            from = page.getLast().offset() + 1;
        }

        assertThat(whole).extracting(FeedItem::offset).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(whole.subList(0, 10))
                .extracting(each -> ((FeedItem.Refused) each).row().raw())
                .allSatisfy(raw -> {
                    assertThat(raw.value()).hasSize(4 * 1024);
                    assertThat(raw.valueBytes()).isEqualTo(100_000);
                });
    }

    @Test
    default void givenARecordOfManyEvents_eachIsStoredUnderItsIndex_andIsNeverPartedFromTheOthers() {
        var partition = partition();
        partition.flush(partition.kill(1), partition.kill(2));
        var records = partition.batch(
                partition.kill(3),
                new ParsedEvent.Malformed(null, "not an object"),
                partition.event("OBJECTIVE_CAPTURE", 4, null, 1, 2, 3),
                partition.event("KILL", 5, partition.attacker(0)),
                partition.kill(6),
                partition.kill(3));

        var decision = partition.flush(records);

        assertThat(decision.next()).isEqualTo(3);
        assertThat(decision.rows()).extracting(LedgerRow::index).containsExactly(0, 2, 2, 2, 2, 4);
        assertThat(decision.reviews()).extracting(ReviewRow::index).containsExactly(1, 3);
        var page = done(ledger().feed(partition.number, 2, 3, 1));
        assertThat(page).hasSize(8).allMatch(item -> item.offset() == 2);
        assertThat(page.stream()
                        .filter(FeedItem.Recorded.class::isInstance)
                        .map(each -> ((FeedItem.Recorded) each).row()))
                .isEqualTo(decision.rows());
        assertThat(page.stream()
                        .filter(FeedItem.Refused.class::isInstance)
                        .map(each -> ((FeedItem.Refused) each).row().index()))
                .containsExactly(1, 3);
    }
}
