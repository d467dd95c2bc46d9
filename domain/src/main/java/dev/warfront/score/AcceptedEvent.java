package dev.warfront.score;

import dev.warfront.battle.CaptureScoreEvent;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.NamedId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.war.Leads;
import dev.warfront.war.Roster;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event that counts, on its way to its rows of the ledger. Source: docs/rules/score.md, points.
///
/// @param battle null in the open world
/// @param hash of its payload
record AcceptedEvent(
        LogRecord record,
        ScoreEvent event,
        ScoreType type,
        @Nullable BattleId battle,
        EventRules.Times times,
        long hash) {
    /// The row of a capture that the program derived.
    static LedgerRow row(LogRecord record, CaptureScoreEvent capture, EventRules.Times times, long hash, long seq) {
        var points = Math.toIntExact(capture.points());
        return new LedgerRow(
                capture.eventId(),
                capture.war(),
                seq,
                capture.battle(),
                ScoreType.TERRITORY_CAPTURE,
                capture.side(),
                capture.clan(),
                null,
                null,
                null,
                capture.territory(),
                points,
                Points.FACTOR_ONE_BP,
                points,
                times.at(),
                times.received(),
                hash,
                record.partition(),
                record.offset(),
                record.index());
    }

    /// Its rows in the order of seq.
    ///
    /// @param firstSeq of the first one
    List<LedgerRow> rows(Roster roster, Leads leads, long firstSeq) {
        if (type == ScoreType.OBJECTIVE_CAPTURE) {
            return shares(roster, leads, firstSeq);
        }
        var player = Objects.requireNonNull(event.player());
        var victim = Objects.requireNonNull(event.victim());
        var scorer = EventRules.entry(roster, player);
        var victimClan =
                type == ScoreType.KILL ? EventRules.entry(roster, victim).clan() : null;
        return List.of(row(
                event.eventId(), firstSeq, scorer.side(), scorer.clan(), player, victim, victimClan, Points.of(type)));
    }

    /// Equal parts for the capturers, and what is left for the side's lead clan: one row each,
    /// the remainder first.
    private List<LedgerRow> shares(Roster roster, Leads leads, long firstSeq) {
        var players = event.players();
        var part = Points.OBJECTIVE_CAPTURE / players.size();
        var remainder = Points.OBJECTIVE_CAPTURE - part * players.size();
        var side = EventRules.entry(roster, players.getFirst()).side();
        var rows = new ArrayList<LedgerRow>(players.size() + 1);
        rows.add(row(event.eventId(), firstSeq, side, leads.of(side), null, null, null, remainder));
        for (var player : players) {
            var id = NamedId.of(event.eventId(), player.value().toString());
            var clan = EventRules.entry(roster, player).clan();
            rows.add(row(id, firstSeq + rows.size(), side, clan, player, null, null, part));
        }
        return rows;
    }

    private LedgerRow row(
            UUID id,
            long seq,
            Side side,
            ClanId clan,
            @Nullable PlayerId player,
            @Nullable PlayerId victim,
            @Nullable ClanId victimClan,
            int points) {
        return new LedgerRow(
                id,
                event.war(),
                seq,
                battle,
                type,
                side,
                clan,
                player,
                victim,
                victimClan,
                null,
                points,
                Points.FACTOR_ONE_BP,
                points,
                times.at(),
                times.received(),
                hash,
                record.partition(),
                record.offset(),
                record.index());
    }
}
