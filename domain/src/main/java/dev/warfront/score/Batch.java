package dev.warfront.score;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// What has arrived of one partition and is to be stored in one transaction.
///
/// @param state the partition's scores as of the last commit
/// @param records in the order of the log, whole, without those already in the ledger; not empty
public record Batch(PartitionState state, List<LogRecord> records) {
    public Batch {
        records = List.copyOf(records);
        if (records.isEmpty() || records.getFirst().offset() < state.next()) {
            throw new IllegalArgumentException("partition " + state.partition() + " is at " + state.next());
        }
    }

    /// The offset after it.
    public long next() {
        return records.getLast().offset() + 1;
    }

    /// When the log took its first record.
    public Instant receivedFirst() {
        return records.getFirst().appendedAt();
    }

    /// When the log took its last record.
    public Instant received() {
        return records.getLast().appendedAt();
    }

    /// What it comes to, by what was read in the transaction that stores it. Of that the state of the partition
    /// takes up what is of its own wars: it would keep that of others for good.
    BatchDecision decide(FlushContext context) {
        return state.decide(records, context.of(wars()));
    }

    /// The wars whose scores it may change. Strangers name none: they would choose what a flush reads and locks.
    public Set<WarId> wars() {
        var wars = new HashSet<WarId>();
        for (var each : records) {
            var war = each.countedFor();
            if (war != null) {
                wars.add(war);
            }
        }
        return wars;
    }

    /// The events that the program derived.
    public Set<UUID> derived() {
        var derived = new HashSet<UUID>();
        for (var each : records) {
            if (each.event() instanceof ParsedEvent.Captured(var capture, var _)) {
                derived.add(capture.eventId());
            }
        }
        return derived;
    }

    /// The battles that are named by events which may count.
    public Set<BattleId> battles() {
        var battles = new HashSet<BattleId>();
        for (var each : records) {
            if (each.event() instanceof ParsedEvent.Reported(var event)
                    && event.battle() != null
                    && Objects.equals(event.war(), each.countedFor())) {
                battles.add(event.battle());
            }
        }
        return battles;
    }
}
