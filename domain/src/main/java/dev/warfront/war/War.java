package dev.warfront.war;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;
import static dev.warfront.war.Transition.transition;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.WarLand;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A clan war in one of its five phases. Immutable: a rule answers with the next war, or with a refusal. A phase
/// begins when it was planned (`effectiveAt`), unless its timer was too late. Source: docs/rules/war.md, phases.
public sealed interface War {
    WarTerms terms();

    /// Phase changes so far, the declaration included. A timer of another epoch is void.
    int epoch();

    /// A write must replace exactly the version before it.
    long version();

    WarStatus status();

    PhaseHistory history();

    default WarId id() {
        return terms().id();
    }

    default Leads leads() {
        return terms().leads();
    }

    default WarRules rules() {
        return terms().rules();
    }

    /// When the present phase ends by itself; empty in ENDING and ENDED.
    default Optional<Instant> deadline() {
        return Optional.empty();
    }

    /// T6: a lead clan may give up its war once it is prepared, but not while it defends a siege.
    default Result<Transition<Ending>, WarRefusal> surrender(Side side, boolean defendsSiege, Instant now) {
        return switch (this) {
            case Declared _, Ending _, Ended _ -> refused(new WarRefusal.WrongPhase(status()));
            case Preparation _, Active _ when defendsSiege -> refused(new WarRefusal.SiegeRunning(side));
            case Preparation war -> done(Transition.ending(war, EndReason.SURRENDER, side.opponent(), now, now, now));
            case Active war -> {
                var cutOffAt = now.isBefore(war.deadlineAt()) ? now : war.deadlineAt();
                yield done(Transition.ending(war, EndReason.SURRENDER, side.opponent(), now, cutOffAt, now));
            }
        };
    }

    /// T8: the attacker may call its war off before it is ACTIVE. Source: docs/rules/war.md, cancelling.
    default Result<Cancellation, WarRefusal> cancel(Instant now) {
        var rules = rules().own().cancel();
        var cost = terms().cost();
        return switch (this) {
            case Active _, Ending _, Ended _ -> refused(new WarRefusal.WrongPhase(status()));
            case Declared war -> done(new Cancellation(Transition.cancelled(war, now), rules.refundOf(cost), 0, false));
            case Preparation war ->
                done(new Cancellation(Transition.cancelled(war, now), 0, rules.amendsOf(cost), true));
        };
    }

    /// Announced, and nothing else yet.
    record Declared(WarTerms terms, int epoch, long version, Instant deadlineAt) implements War {
        /// T1. The cost is paid and the land locked in the same transaction.
        static Transition<Declared> declare(WarTerms terms) {
            var phase = terms.rules().own().phase();
            var preparationAt = terms.declaredAt().plus(phase.declared());
            var war = new Declared(terms, 1, 1, preparationAt);
            var event = WarEvent.Declared.of(terms, preparationAt, preparationAt.plus(phase.preparation()));
            return new Transition<>(war, List.of(event));
        }

        /// T2.
        Transition<Preparation> prepare(Instant effectiveAt, Instant now) {
            var deadlineAt = effectiveAt.plus(rules().own().phase().preparation());
            var next = new Preparation(
                    terms, epoch + 1, version + 1, history().prepared(effectiveAt), effectiveAt, deadlineAt);
            return transition(this, next, now, effectiveAt, deadlineAt, "TIMER");
        }

        @Override
        public WarStatus status() {
            return WarStatus.DECLARED;
        }

        @Override
        public PhaseHistory history() {
            return PhaseHistory.START;
        }

        @Override
        public Optional<Instant> deadline() {
            return Optional.of(deadlineAt);
        }
    }

    /// Both sides make ready; no combat.
    record Preparation(
            WarTerms terms, int epoch, long version, PhaseHistory history, Instant startedAt, Instant deadlineAt)
            implements War {
        /// T3, or T10 when a lead clan does not bring what the start asks for.
        Transition<? extends War> begin(Turnout turnout, Instant effectiveAt, Instant now) {
            var start = rules().own().start();
            var attacker = turnout.attacker().canStart(start);
            var defender = turnout.defender().canStart(start);
            if (attacker && defender) {
                return activate(effectiveAt, now);
            }
            if (!attacker && !defender) {
                return Transition.ending(this, EndReason.NO_CONTEST, null, effectiveAt, effectiveAt, now);
            }
            var winner = attacker ? Side.ATTACKER : Side.DEFENDER;
            return Transition.ending(this, EndReason.FORFEIT, winner, effectiveAt, effectiveAt, now);
        }

        private Transition<Active> activate(Instant effectiveAt, Instant now) {
            var deadlineAt = effectiveAt.plus(rules().own().phase().active());
            var next =
                    new Active(terms, epoch + 1, version + 1, history.activated(effectiveAt), effectiveAt, deadlineAt);
            return transition(this, next, now, effectiveAt, deadlineAt, "TIMER");
        }

        @Override
        public WarStatus status() {
            return WarStatus.PREPARATION;
        }

        @Override
        public Optional<Instant> deadline() {
            return Optional.of(deadlineAt);
        }
    }

    /// The fight.
    record Active(WarTerms terms, int epoch, long version, PhaseHistory history, Instant startedAt, Instant deadlineAt)
            implements War {
        /// T4. However late it runs, events count until the stored deadline and no longer.
        Transition<Ending> timeUp(Instant effectiveAt, Instant now) {
            return Transition.ending(this, EndReason.TIME_LIMIT, null, effectiveAt, deadlineAt, now);
        }

        /// Whether the fight goes on. Past the deadline it does not, even while the timer is late.
        public boolean isFoughtAt(Instant now) {
            return now.isBefore(deadlineAt);
        }

        @Override
        public WarStatus status() {
            return WarStatus.ACTIVE;
        }

        @Override
        public Optional<Instant> deadline() {
            return Optional.of(deadlineAt);
        }
    }

    /// Fighting is over, settlement is under way.
    ///
    /// @param cutOffAt events at or after it do not count
    /// @param awarded who wins whatever the points say; null when they decide, or nobody can win
    /// @param result null until the outcome is stored
    record Ending(
            WarTerms terms,
            int epoch,
            long version,
            PhaseHistory history,
            Instant startedAt,
            Instant cutOffAt,
            EndReason reason,
            @Nullable Side awarded,
            @Nullable WarResult result)
            implements War {
        /// Stores how it came out. Decided twice it is decided once.
        Ending decided(FinalTotals totals, TieBreak attacker, TieBreak defender) {
            if (result != null) {
                return this;
            }
            var outcome = WinnerRules.outcome(this, totals, attacker, defender);
            var attackerScore = totals.attacker().points();
            var defenderScore = totals.defender().points();
            return new Ending(
                    terms,
                    epoch,
                    version + 1,
                    history,
                    startedAt,
                    cutOffAt,
                    reason,
                    awarded,
                    new WarResult(outcome, attackerScore, defenderScore));
        }

        /// T11: the outcome is stored and the land settled.
        Transition<Ended> end(List<WarLand.Transfer> transfers, Instant now) {
            if (result == null) {
                throw new IllegalStateException("war " + id().value() + " has no outcome yet");
            }
            return Transition.settled(this, result, transfers, now);
        }

        @Override
        public WarStatus status() {
            return WarStatus.ENDING;
        }
    }

    /// Over for good.
    ///
    /// @param cutOffAt null when it was called off
    record Ended(
            WarTerms terms,
            int epoch,
            long version,
            PhaseHistory history,
            Instant endedAt,
            @Nullable Instant cutOffAt,
            EndReason reason,
            WarResult result)
            implements War {
        /// Null when nobody won.
        public @Nullable ClanId winner() {
            var side = result.outcome().winner();
            return side == null ? null : leads().of(side);
        }

        /// Null when nobody lost.
        public @Nullable ClanId loser() {
            var side = result.outcome().winner();
            return side == null ? null : leads().of(side.opponent());
        }

        @Override
        public WarStatus status() {
            return WarStatus.ENDED;
        }
    }
}
