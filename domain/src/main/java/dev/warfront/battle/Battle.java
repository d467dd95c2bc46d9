package dev.warfront.battle;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.battle.BattleRefusal.Implausible;
import dev.warfront.battle.BattleRefusal.NotHost;
import dev.warfront.battle.BattleRefusal.WrongState;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A battle for a contested territory, fought by a game server. Immutable: a rule answers with the next battle or with
/// a refusal. Source: docs/rules/battle.md.
public sealed interface Battle {
    BattleTerms terms();

    /// A write must replace exactly the version before it.
    long version();

    /// Who holds the land inside the war; of an ended battle, who held it from its end on.
    Side holder();

    /// The game server that is its host; null while none is.
    @Nullable
    UUID server();

    BattleStatus status();

    /// A game server begins it, not before it was created to begin. The first one is its host, unless the creator
    /// named another.
    default Result<Active, BattleRefusal> start(UUID by, Duration length, Instant now) {
        return switch (this) {
            case Created created
            when created.server != null && !created.server.equals(by) -> refused(new NotHost(terms().id()));
            case Created created -> done(created.begun(by, length, now));
            case Active _, Ended _ -> refused(new WrongState(status()));
        };
    }

    /// Its host ends it, no earlier than it began.
    ///
    /// @param score points made in it, final
    default Result<Ended, BattleRefusal> end(UUID by, BattleResult result, BattleScores.Score score, Instant now) {
        return switch (this) {
            case Created created -> refused(new WrongState(created.status()));
            case Active _, Ended _ when !by.equals(server()) -> refused(new NotHost(terms().id()));
            case Ended ended -> refused(new WrongState(ended.status()));
            case Active active ->
                result.reason(active)
                        .<Result<Ended, BattleRefusal>>map(reason -> refused(new Implausible(reason)))
                        .orElseGet(() -> done(active.ended(result.winner(), result.reason(), score, now)));
        };
    }

    /// Nobody fights it out: what runs is ABORTED, what has not begun is CANCELLED. Nobody wins, the holder keeps.
    ///
    /// @param score points made in it so far
    /// @param at from then on; it ends no earlier than it began
    default Result<Ended, BattleRefusal> abort(BattleScores.Score score, Instant at) {
        return switch (this) {
            case Created created -> done(created.cancelled(at));
            case Active active -> done(active.ended(null, BattleEndReason.ABORTED, score, at));
            case Ended ended -> refused(new WrongState(ended.status()));
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /// Created by an officer, not begun.
    ///
    /// @param server named by the creator; null when the first server that starts it is its host
    record Created(
            BattleTerms terms,
            long version,
            Side holder,
            @Nullable UUID server) implements Battle {
        private Active begun(UUID by, Duration length, Instant now) {
            var at = later(now, terms.scheduledAt());
            return new Active(terms, version + 1, holder, by, at, at.plus(length));
        }

        private Ended cancelled(Instant at) {
            return new Ended(
                    terms,
                    version + 1,
                    holder,
                    server,
                    null,
                    null,
                    later(at, terms.scheduledAt()),
                    BattleScores.Score.NOTHING,
                    null,
                    BattleEndReason.CANCELLED,
                    false);
        }

        @Override
        public BattleStatus status() {
            return BattleStatus.CREATED;
        }
    }

    /// It is fought.
    ///
    /// @param server only it may end the battle
    /// @param endsAt when it is planned to be over at the latest
    record Active(BattleTerms terms, long version, Side holder, UUID server, Instant startedAt, Instant endsAt)
            implements Battle {
        /// The side that does not hold the land; its win is the capture.
        public Side assaulting() {
            return holder.opponent();
        }

        private Ended ended(@Nullable Side winner, BattleEndReason reason, BattleScores.Score score, Instant now) {
            return new Ended(
                    terms,
                    version + 1,
                    winner == null ? holder : winner,
                    server,
                    startedAt,
                    endsAt,
                    later(now, startedAt),
                    score,
                    winner,
                    reason,
                    winner == assaulting());
        }

        @Override
        public BattleStatus status() {
            return BattleStatus.ACTIVE;
        }
    }

    /// It is over; its score is fixed.
    ///
    /// @param startedAt null when it was never begun, as endsAt
    /// @param winner null when nobody won
    /// @param captured the land changed its holder by it
    record Ended(
            BattleTerms terms,
            long version,
            Side holder,
            @Nullable UUID server,
            @Nullable Instant startedAt,
            @Nullable Instant endsAt,
            Instant endedAt,
            BattleScores.Score score,
            @Nullable Side winner,
            BattleEndReason reason,
            boolean captured)
            implements Battle {
        /// How long it was fought.
        public Duration length() {
            return startedAt == null ? Duration.ZERO : Duration.between(startedAt, endedAt);
        }

        @Override
        public BattleStatus status() {
            return BattleStatus.ENDED;
        }
    }
}
