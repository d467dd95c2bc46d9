package dev.warfront.battle;

import dev.warfront.kernel.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A battle for a contested territory, fought by a game server. Immutable: a rule answers with the next battle.
/// Source: docs/rules/battle.md.
public sealed interface Battle {
    Site site();

    /// A write must replace exactly the version before it.
    long version();

    /// Who holds the land inside the war; of an ended battle, who held it from its end on.
    Side holder();

    BattleStatus status();

    /// Created by an officer, not begun.
    record Created(Site site, long version, Side holder) implements Battle {
        /// A game server begins it and is its host from then on.
        Active start(UUID server, Duration length, Instant now) {
            return new Active(site, version + 1, holder, server, now, now.plus(length));
        }

        /// It will not be fought.
        Ended cancel(Instant now) {
            return new Ended(
                    site,
                    version + 1,
                    holder,
                    null,
                    null,
                    now.isBefore(site.scheduledAt()) ? site.scheduledAt() : now,
                    BattleScores.Score.NOTHING,
                    null,
                    BattleEndReason.CANCELLED);
        }

        @Override
        public BattleStatus status() {
            return BattleStatus.CREATED;
        }
    }

    /// It is fought.
    ///
    /// @param server the game server that began it; only it may end it
    /// @param endsAt when it is planned to be over at the latest
    record Active(Site site, long version, Side holder, UUID server, Instant startedAt, Instant endsAt)
            implements Battle {
        /// The side that does not hold the land; its win is the capture.
        public Side assaulting() {
            return holder.opponent();
        }

        Ended end(@Nullable Side winner, BattleEndReason reason, BattleScores.Score score, Instant now) {
            var holderFromNow = winner == null ? holder : winner;
            return new Ended(site, version + 1, holderFromNow, server, startedAt, now, score, winner, reason);
        }

        @Override
        public BattleStatus status() {
            return BattleStatus.ACTIVE;
        }
    }

    /// It is over; its score is fixed.
    ///
    /// @param server null when it was never begun, as startedAt
    /// @param winner null when nobody won
    record Ended(
            Site site,
            long version,
            Side holder,
            @Nullable UUID server,
            @Nullable Instant startedAt,
            Instant endedAt,
            BattleScores.Score score,
            @Nullable Side winner,
            BattleEndReason reason)
            implements Battle {
        @Override
        public BattleStatus status() {
            return BattleStatus.ENDED;
        }
    }
}
