package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is entitled to fight in a war, and when, by player.
///
/// @param change the {@link ScoredWar#rosterChange} it belongs to
public record Roster(WarId war, long change, Map<PlayerId, Entry> entries) {
    public Roster {
        entries = Map.copyOf(entries);
    }

    public Optional<Entry> of(PlayerId player) {
        return Optional.ofNullable(entries.get(player));
    }

    /// One participant. Its side never changes within a war.
    ///
    /// @param clan for which it scores
    /// @param intervals when it was on the roster, ascending; they do not overlap
    /// @param changedSides it is a member of the other side's clan by now; its status then is not ACTIVE
    public record Entry(
            ClanId clan, Side side, ParticipantStatus status, List<Interval> intervals, boolean changedSides) {
        public Entry {
            intervals = List.copyOf(intervals);
        }

        public boolean isOnRosterAt(Instant at) {
            return intervalAt(at) != null;
        }

        public boolean mayFightAt(Instant at) {
            var interval = intervalAt(at);
            return interval != null && interval.entitlesAt(at);
        }

        private @Nullable Interval intervalAt(Instant at) {
            for (var interval : intervals) {
                if (interval.contains(at)) {
                    return interval;
                }
            }
            return null;
        }
    }

    /// A time on the roster, `[from, until)`.
    ///
    /// @param until null while it lasts
    /// @param eligibleFrom null without the right to fight
    public record Interval(
            Instant from, @Nullable Instant until, @Nullable Instant eligibleFrom) {
        boolean contains(Instant at) {
            return !at.isBefore(from) && (until == null || at.isBefore(until));
        }

        boolean entitlesAt(Instant at) {
            return eligibleFrom != null && !at.isBefore(eligibleFrom);
        }
    }
}
