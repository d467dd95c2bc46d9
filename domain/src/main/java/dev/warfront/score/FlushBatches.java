package dev.warfront.score;

import dev.warfront.battle.ScoredBattle;
import dev.warfront.battle.ScoredBattles;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.WarId;
import dev.warfront.war.Roster;
import dev.warfront.war.Rosters;
import dev.warfront.war.ScoredWar;
import dev.warfront.war.ScoredWars;
import dev.warfront.war.Tally;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The flush: what has arrived of some partitions is decided and stored in one transaction, exactly once.
/// Offsets by compare-and-set, wars and battles locked shared, what else the decisions rest on, the decisions,
/// their storage, and the timers by which the ledger is added up. Source: docs/rules/score.md, pipeline.
@DomainService
public final class FlushBatches {
    private final Transactions transactions;
    private final Ledger ledger;
    private final ScoredWars wars;
    private final ScoredBattles battles;
    private final Rosters rosters;
    private final ReconcileScores reconciliation;
    private final Clock clock;
    private final Deadline deadline;

    public FlushBatches(
            Transactions transactions,
            Ledger ledger,
            ScoredWars wars,
            ScoredBattles battles,
            Rosters rosters,
            ReconcileScores reconciliation,
            Clock clock,
            Deadline deadline) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.wars = wars;
        this.battles = battles;
        this.rosters = rosters;
        this.reconciliation = reconciliation;
        this.clock = clock;
        this.deadline = deadline;
    }

    /// Answers one decision per batch, committed; the caller applies each to its {@link PartitionState}.
    ///
    /// Error: {@link StaleOwner} when another owner moved an offset, {@link StaleTotals} when the totals of a war
    /// were corrected; then, as with every failure, nothing is stored. After a lost connection it may be stored
    /// all the same: the next flush then fails with {@link StaleOwner}.
    ///
    /// @param batches at most one of a partition: of two, each would be decided as if the other were not
    public Mono<List<BatchDecision>> flush(List<Batch> batches) {
        requireOneOfEach(batches);
        return transactions
                .inTransaction(ledger.moveOffsets(batches)
                        .then(context(new Needed(batches)))
                        // deciding and encoding thousands of rows is no event loop's work
                        .publishOn(Schedulers.parallel())
                        .map(context -> decide(batches, context))
                        .flatMap(decisions -> ledger.store(decisions)
                                .then(reconciliation.follow(decisions))
                                .thenReturn(decisions)))
                .timeout(deadline.operation());
    }

    private static void requireOneOfEach(List<Batch> batches) {
        var partitions = new HashSet<Integer>();
        for (var each : batches) {
            if (!partitions.add(each.state().partition())) {
                throw new IllegalArgumentException("partition " + each.state().partition() + " is twice in a flush");
            }
        }
    }

    private static List<BatchDecision> decide(List<Batch> batches, FlushContext context) {
        return batches.stream().map(each -> each.decide(context)).toList();
    }

    /// Wars first, then battles: the order in which everybody locks them.
    private Mono<FlushContext> context(Needed needed) {
        return lockedWars(needed)
                .flatMap(found -> lockedBattles(needed)
                        .flatMap(fought -> rosters(found, needed)
                                .flatMap(roster -> derived(needed)
                                        .flatMap(derived -> totals(found, needed)
                                                .flatMap(stored -> battleTotals(fought, needed)
                                                        .map(ofBattles -> new FlushContext(
                                                                found,
                                                                roster,
                                                                fought,
                                                                derived,
                                                                stored,
                                                                ofBattles,
                                                                clock.instant())))))));
    }

    private Mono<Map<UUID, Long>> derived(Needed needed) {
        return needed.derived.isEmpty() ? Mono.just(Map.of()) : ledger.derived(needed.derived);
    }

    private Mono<Map<WarId, ScoredWar>> lockedWars(Needed needed) {
        return needed.wars.isEmpty() ? Mono.just(Map.of()) : wars.lockShared(needed.wars.keySet());
    }

    private Mono<Map<BattleId, ScoredBattle>> lockedBattles(Needed needed) {
        return needed.battles.isEmpty() ? Mono.just(Map.of()) : battles.lockShared(needed.battles);
    }

    /// Of those wars only whose roster has changed since the partition's state was made.
    private Mono<Map<WarId, Roster>> rosters(Map<WarId, ScoredWar> found, Needed needed) {
        return Flux.fromIterable(found.values())
                .filter(needed::lacksRoster)
                .concatMap(war -> rosters.of(war.id(), needed.since(war)))
                .collectMap(Roster::war);
    }

    private Mono<Map<WarId, WarTotals>> totals(Map<WarId, ScoredWar> found, Needed needed) {
        var unknown =
                found.keySet().stream().filter(war -> !needed.isKnown(war)).toList();
        return unknown.isEmpty() ? Mono.just(Map.of()) : ledger.totals(unknown);
    }

    private Mono<Map<WarId, Map<TotalKey, Tally>>> battleTotals(Map<BattleId, ScoredBattle> fought, Needed needed) {
        var unknown = fought.values().stream().filter(needed::lacksTotals).toList();
        return unknown.isEmpty()
                ? Mono.just(Map.of())
                : ledger.battleTotals(unknown).map(stored -> byWar(unknown, stored));
    }

    /// Of a side that nothing happened to it is known then that nothing did.
    private static Map<WarId, Map<TotalKey, Tally>> byWar(List<ScoredBattle> battles, Map<TotalKey, Tally> stored) {
        var totals = new HashMap<WarId, Map<TotalKey, Tally>>();
        for (var battle : battles) {
            var ofWar = totals.computeIfAbsent(battle.war(), _ -> new HashMap<>());
            for (var side : Side.values()) {
                var key = new TotalKey(TotalKey.Scope.BATTLE, battle.id().value(), side);
                ofWar.put(key, stored.getOrDefault(key, Tally.NOTHING));
            }
        }
        return totals;
    }

    /// What the batches name.
    private static final class Needed {
        private final Map<WarId, PartitionState> wars = new HashMap<>();
        private final HashSet<BattleId> battles = new HashSet<>();
        private final HashSet<UUID> derived = new HashSet<>();
        private Instant received = Instant.MAX;

        Needed(List<Batch> batches) {
            batches.forEach(batch -> {
                batch.wars().forEach(war -> wars.put(war, batch.state()));
                battles.addAll(batch.battles());
                derived.addAll(batch.derived());
                received = batch.receivedFirst().isBefore(received) ? batch.receivedFirst() : received;
            });
        }

        boolean lacksRoster(ScoredWar war) {
            var state = wars.get(war.id());
            return state == null || state.lacksRoster(war.id(), war.rosterChange());
        }

        /// No event of the war that counts happened before.
        Instant since(ScoredWar war) {
            var window = war.rules().section(ScoreWindow.class);
            return received.minus(window.horizon()).minus(window.skew());
        }

        /// Of a battle of another war than those that may change nothing is asked.
        boolean lacksTotals(ScoredBattle battle) {
            var state = wars.get(battle.war());
            return state != null && state.lacksTotals(battle.war(), battle.id());
        }

        boolean isKnown(WarId war) {
            var state = wars.get(war);
            return state != null && state.knows(war);
        }
    }
}
