package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Who is entitled to fight in a war, by player.
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
    /// @param eligibleFrom facts before it are not its own to score
    /// @param changedSides it is a member of the other side's clan by now; its status then is not ACTIVE
    public record Entry(ClanId clan, Side side, ParticipantStatus status, Instant eligibleFrom, boolean changedSides) {}
}
