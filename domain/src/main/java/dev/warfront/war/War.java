package dev.warfront.war;

import static dev.warfront.war.Step.step;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A clan war in one of its five phases. Immutable: a rule answers with the next war, or with a refusal. A phase begins
/// at `effectiveAt`, which is when it was planned, unless its timer was too late. Source: docs/rules/war.md, phases.
public sealed interface War {
    Charter charter();

    /// Phase changes so far, the declaration included. A timer of another epoch is void.
    int epoch();

    /// A write must replace exactly the version before it.
    long version();

    WarStatus status();

    Course course();

    default WarId id() {
        return charter().id();
    }

    default Leads leads() {
        return charter().leads();
    }

    default WarRules rules() {
        return charter().rules();
    }

    /// When the present phase ends by itself; empty in ENDING and ENDED.
    default Optional<Instant> deadline() {
        return Optional.empty();
    }

    /// T6: a lead clan may give up its war once it is prepared, but not while it defends a siege.
    default Surrender surrender(Side side, boolean defendsSiege, Instant now) {
        return switch (this) {
            case Declared _, Ending _, Ended _ -> new Surrender.WrongPhase(status());
            case Preparation _, Active _ when defendsSiege -> new Surrender.SiegeRunning(side);
            case Preparation war ->
                new Surrender.Accepted(Ending.of(war, EndReason.SURRENDER, side.opponent(), now, now, now));
            case Active war -> {
                var cutOffAt = now.isBefore(war.deadlineAt()) ? now : war.deadlineAt();
                yield new Surrender.Accepted(Ending.of(war, EndReason.SURRENDER, side.opponent(), now, cutOffAt, now));
            }
        };
    }

    /// T8: the attacker may call its war off before it is ACTIVE. Source: docs/rules/war.md, cancelling.
    default Cancel cancel(Instant now) {
        var rules = rules();
        return switch (this) {
            case Active _, Ending _, Ended _ -> new Cancel.WrongPhase(status());
            case Declared war ->
                new Cancel.Accepted(
                        Ended.cancelled(war, now),
                        rules.cancel().refundOf(charter().cost()),
                        0,
                        false);
            case Preparation war ->
                new Cancel.Accepted(
                        Ended.cancelled(war, now),
                        0,
                        rules.cancel().amendsOf(charter().cost()),
                        true);
        };
    }

    /// Announced, and nothing else yet.
    record Declared(Charter charter, int epoch, long version, Instant deadlineAt) implements War {
        /// T1. The cost is paid and the land locked in the same transaction.
        static Step<Declared> declare(Charter charter) {
            var phase = charter.rules().phase();
            var preparationAt = charter.declaredAt().plus(phase.declared());
            var war = new Declared(charter, 1, 1, preparationAt);
            var event = new WarEvent.Declared(charter, preparationAt, preparationAt.plus(phase.preparation()));
            return new Step<>(war, List.of(event));
        }

        /// T2.
        Step<Preparation> prepare(Instant effectiveAt, Instant now) {
            var deadlineAt = effectiveAt.plus(rules().phase().preparation());
            var next = new Preparation(
                    charter, epoch + 1, version + 1, course().prepared(effectiveAt), effectiveAt, deadlineAt);
            return step(this, next, now, effectiveAt, deadlineAt, "TIMER");
        }

        @Override
        public WarStatus status() {
            return WarStatus.DECLARED;
        }

        @Override
        public Course course() {
            return Course.START;
        }

        @Override
        public Optional<Instant> deadline() {
            return Optional.of(deadlineAt);
        }
    }

    /// Both sides make ready; no combat.
    record Preparation(Charter charter, int epoch, long version, Course course, Instant startedAt, Instant deadlineAt)
            implements War {
        /// T3, or T10 when a lead clan does not bring what the start asks for.
        Step<? extends War> begin(Muster muster, Instant effectiveAt, Instant now) {
            var start = rules().start();
            var attacker = muster.attacker().canStart(start);
            var defender = muster.defender().canStart(start);
            if (attacker && defender) {
                return activate(effectiveAt, now);
            }
            if (!attacker && !defender) {
                return Ending.of(this, EndReason.NO_CONTEST, null, effectiveAt, effectiveAt, now);
            }
            var winner = attacker ? Side.ATTACKER : Side.DEFENDER;
            return Ending.of(this, EndReason.FORFEIT, winner, effectiveAt, effectiveAt, now);
        }

        private Step<Active> activate(Instant effectiveAt, Instant now) {
            var deadlineAt = effectiveAt.plus(rules().phase().active());
            var next =
                    new Active(charter, epoch + 1, version + 1, course.activated(effectiveAt), effectiveAt, deadlineAt);
            return step(this, next, now, effectiveAt, deadlineAt, "TIMER");
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
    record Active(Charter charter, int epoch, long version, Course course, Instant startedAt, Instant deadlineAt)
            implements War {
        /// T4. However late it runs, facts count until the stored deadline and no longer.
        Step<Ending> timeUp(Instant effectiveAt, Instant now) {
            return Ending.of(this, EndReason.TIME_LIMIT, null, effectiveAt, deadlineAt, now);
        }

        /// Whether the fight goes on. Past the deadline it does not, also while the timer that says so is late.
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
    /// @param cutOffAt facts at or after it do not count
    /// @param awarded who wins whatever the points say; null when they decide, or nobody can win
    /// @param decision null until the outcome is stored
    record Ending(
            Charter charter,
            int epoch,
            long version,
            Course course,
            Instant startedAt,
            Instant cutOffAt,
            EndReason reason,
            @Nullable Side awarded,
            @Nullable Decision decision)
            implements War {
        static Step<Ending> of(
                War from,
                EndReason reason,
                @Nullable Side awarded,
                Instant effectiveAt,
                Instant cutOffAt,
                Instant now) {
            var next = new Ending(
                    from.charter(),
                    from.epoch() + 1,
                    from.version() + 1,
                    from.course().ending(effectiveAt),
                    effectiveAt,
                    cutOffAt,
                    reason,
                    awarded,
                    null);
            return step(from, next, now, effectiveAt, null, reason.name());
        }

        /// S3: stores how it came out. Decided twice it is decided once.
        Ending decided(FinalTotals totals, Standing attacker, Standing defender) {
            if (decision != null) {
                return this;
            }
            var outcome = Verdict.outcome(this, totals, attacker, defender);
            var attackerScore = totals.attacker().points();
            var defenderScore = totals.defender().points();
            return new Ending(
                    charter,
                    epoch,
                    version + 1,
                    course,
                    startedAt,
                    cutOffAt,
                    reason,
                    awarded,
                    new Decision(outcome, attackerScore, defenderScore));
        }

        /// T11: the outcome is stored and the land settled.
        Step<Ended> end(List<LandTransfer> transfers, Instant now) {
            if (decision == null) {
                throw new IllegalStateException("war " + id().value() + " has no outcome yet");
            }
            return Ended.of(this, reason, decision, cutOffAt, transfers, now, "SETTLED");
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
            Charter charter,
            int epoch,
            long version,
            Course course,
            Instant endedAt,
            @Nullable Instant cutOffAt,
            EndReason reason,
            Decision decision)
            implements War {
        private static Step<Ended> cancelled(War from, Instant now) {
            return of(from, EndReason.CANCELLED, Decision.NOTHING, null, List.of(), now, "CANCELLED");
        }

        private static Step<Ended> of(
                War from,
                EndReason reason,
                Decision decision,
                @Nullable Instant cutOffAt,
                List<LandTransfer> transfers,
                Instant now,
                String why) {
            var next = new Ended(
                    from.charter(),
                    from.epoch() + 1,
                    from.version() + 1,
                    from.course(),
                    now,
                    cutOffAt,
                    reason,
                    decision);
            return step(from, next, now, now, null, why).with(new WarEvent.Ended(next, transfers));
        }

        /// Null when nobody won.
        public @Nullable ClanId winner() {
            var side = decision.outcome().winner();
            return side == null ? null : leads().of(side);
        }

        /// Null when nobody lost.
        public @Nullable ClanId loser() {
            var side = decision.outcome().winner();
            return side == null ? null : leads().of(side.opponent());
        }

        @Override
        public WarStatus status() {
            return WarStatus.ENDED;
        }
    }
}
