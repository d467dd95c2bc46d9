package dev.warfront.score.postgres;

import static dev.warfront.score.TestPartition.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.CaptureRules;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.score.EventVerdicts;
import dev.warfront.score.EventVerdictsContract;
import dev.warfront.score.FeedItem;
import dev.warfront.score.LedgerContract;
import dev.warfront.score.LedgerFeedContract;
import dev.warfront.score.LedgerSums;
import dev.warfront.score.ParsedEvent;
import dev.warfront.score.ReviewRow;
import dev.warfront.score.ScoreCode;
import dev.warfront.score.SeenEventsContract;
import dev.warfront.score.TestPartition;
import dev.warfront.score.TotalKey;
import dev.warfront.score.VerifiedSumsContract;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The contracts on the real server, and what only a database can lose.
class PostgresLedgerTest extends LedgerOnPostgres
        implements LedgerContract, SeenEventsContract, LedgerFeedContract, VerifiedSumsContract, EventVerdictsContract {
    @Override
    public EventVerdicts verdicts() {
        return ScoresOnPostgres.verdicts();
    }

    @Override
    public void damage(WarId war, TotalKey key, long points) {
        done(KernelOnPostgres.database()
                .sql("""
                        update clan_war_score_totals set points = points + :points
                        where war_id = :war and scope = :scope and scope_id = :id and side = :side""")
                .bind("points", points)
                .bind("war", war.value())
                .bind("scope", key.scope().name())
                .bind("id", key.id())
                .bind("side", key.side().name())
                .fetch()
                .rowsUpdated());
    }

    @Test
    void givenAFlush_ledgerTotalsStateAndReviewsAreWhatWasDecided() {
        var decision = partition.flush(partition.mixed());

        var audit = audit();
        assertThat(audit).matches(LedgerAudits.Audit::sound);
        assertThat(audit.sums()).isEqualTo(LedgerSums.of(decision.rows()));
        assertThat(audit.rows()).isEqualTo(decision.rows().size());
        var stats = done(ScoresOnPostgres.scoreboard().stats(partition.war));
        assertThat(stats.accepted() + stats.duplicates() + stats.rejected()).isEqualTo(302);
        assertThat(stats.rejected()).isEqualTo(61);
        var scores = done(ScoresOnPostgres.scoreboard().score(partition.war));
        assertThat(scores.lastSeq()).isEqualTo(audit.lastSeq());
        assertThat(scores.attacker().points())
                .isEqualTo(
                        decision.rows().stream().mapToLong(row -> row.points()).sum());
        assertThat(scores.clans()).hasSize(2);
        assertThat(done(ScoresOnPostgres.battleScores().of(partition.war, partition.battle))
                        .attacker())
                .isEqualTo(scores.attacker().points() - 480);
    }

    @Test
    void givenAStaleOwner_theLedgerStaysSound() {
        givenAStaleOwner_itsFlushIsRefusedAndStoresNothing();
        partition.flush(partition.kill(1));
        var owner = partition.takeOver();
        partition.flush(owner, partition.records(partition.kill(1), partition.kill(2)));

        assertThat(audit()).matches(LedgerAudits.Audit::sound);
        assertThat(audit().rows()).isEqualTo(2);
    }

    @Test
    void givenAWarWhoseCapturesAreWorthTenThousand_theLedgerTakesThem() {
        var dear = new TestPartition(
                ledger, transactions, sums(), new CaptureRules(10_000, 1_000, Duration.ofMinutes(30)));

        dear.flush(dear.capture(10_000), dear.capture(76_000));

        assertThat(done(ScoresOnPostgres.scoreboard().score(dear.war))
                        .attacker()
                        .points())
                .isEqualTo(86_000);
        assertThat(done(ScoresOnPostgres.audits().audit(dear.war))).matches(LedgerAudits.Audit::sound);
    }

    @Test
    void givenARefusedRecord_itIsKeptByteForByte() {
        partition.flush(new ParsedEvent.Malformed(new UUID(1, 2), "no JSON object"));

        var item =
                (FeedItem.Refused) done(ledger.feed(partition.number, 0, 1, 10)).getFirst();

        ReviewRow row = item.row();
        assertThat(row.code()).isEqualTo(ScoreCode.SCORE_MALFORMED);
        assertThat(row.raw().value()).containsExactly(0, 1, 0xff);
        assertThat(row.raw().headers()).containsOnlyKeys("server_id", "signature");
        assertThat(row.raw().headers().get("server_id")).containsExactly(0xfe);
    }

    @Test
    void givenADetailWithCharactersThatNoTextOfTheDatabaseMayHave_itIsKeptWithOthersInTheirPlace() {
        partition.flush(new ParsedEvent.Malformed(null, "a\0b\ud800c\ud83d\ude00"));

        var item =
                (FeedItem.Refused) done(ledger.feed(partition.number, 0, 1, 10)).getFirst();

        assertThat(item.row().detail()).isEqualTo("a\ufffdb\ufffdc\ud83d\ude00");
    }

    @Test
    void givenAnIdThatStandsTwice_theAuditNamesIt() {
        var decision = partition.flush(partition.kill(1));
        done(KernelOnPostgres.database()
                .sql("""
                        insert into clan_war_scores
                        select event_id, war_id, seq + 1, battle_id, type, side, clan_id, player_id, victim_id,
                               victim_clan_id, territory_id, base_points, factor_bp, points, occurred_at, received_at,
                               source, payload_hash, log_partition, log_offset, log_index
                        from clan_war_scores where war_id = :war""")
                .bind("war", partition.war.value())
                .fetch()
                .rowsUpdated());

        var audit = audit();

        assertThat(audit.sound()).isFalse();
        assertThat(audit.doubleIds()).containsExactly(decision.rows().getFirst().eventId());
    }
}
