package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The wars, as the rules see them.
public interface Wars {
    /// The constraint behind one open war for each two clans.
    String OPEN_PAIR_KEY = "clan_wars_one_open_per_pair";

    /// Empty when there is none.
    Mono<War> find(WarId id);

    /// Locks the row until the caller's transaction ends, and answers the war as it is now. Empty when there
    /// is none.
    Mono<War> lock(WarId id);

    /// Stores a new war with its side clans and its contested land, inside the caller's transaction.
    ///
    /// Error: {@link dev.warfront.kernel.AlreadyTaken} of {@link #OPEN_PAIR_KEY} when the two clans have
    /// another open war.
    ///
    /// @param land the targets, as the war begins with them
    Mono<Void> add(War.Declared war, List<ContestedLand> land);

    /// Replaces exactly the version before, inside the caller's transaction.
    ///
    /// Error: {@link dev.warfront.kernel.StaleWrite} when the stored war is of another version.
    Mono<Void> replace(War next);

    /// What the two clans have been to each other, and how many wars are open. Exact while both clans are
    /// locked, the number of the world may be a moment old.
    Mono<History> historyOf(ClanId attacker, ClanId defender);

    /// Wars that are not ENDED in which the clan is on a side, by ascending id, locked until the caller's
    /// transaction ends.
    Mono<List<Engagement>> lockOpenOf(ClanId clan);

    /// Whether the clan is on a side of a war that is not ENDED.
    Mono<Boolean> anyOpenOf(ClanId clan);

    /// The clans of a war, lead clans first, then by id; none when there is no such war.
    Mono<List<SideClan>> clansOf(WarId war);

    /// A clan in a war.
    record SideClan(ClanId clan, Side side) {}

    /// A war, and the side on which a clan takes part in it.
    record Engagement(War war, Side side) {}

    /// The past and present wars around a declaration.
    ///
    /// @param open an open war of the pair, in either direction
    /// @param lastEndedAt when the pair's last war ended
    /// @param offensive open wars that the attacker declared
    /// @param total open wars of the attacker in any role, as an ally too
    /// @param defensive open wars that were declared on the defender
    /// @param world open wars of everybody
    record History(
            @Nullable WarId open, @Nullable Instant lastEndedAt, int offensive, int total, int defensive, int world) {}
}
