package dev.warfront.guild;

import dev.warfront.kernel.ClanId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What a war leaves in the books of its clans. All inside the caller's transaction, after the clans were locked.
public interface WarRecords {
    /// Declaring ends the declarer's own immunity.
    Mono<Void> declared(ClanId attacker);

    /// A clan may not declare before the instant.
    Mono<Void> coolDown(ClanId clan, Instant until);

    /// Nobody may declare on the clan before the instant; an immunity that lasts longer stays.
    Mono<Void> makeImmune(ClanId clan, Instant until);

    /// Counts a defeat: the streak of the loser rises, the winner's ends, and the loser is immune for `immunity`, or
    /// for `afterStreak` once it has lost three in a row.
    ///
    /// @param winner null when nobody won; then no streak changes and nobody becomes immune
    Mono<Void> decided(
            @Nullable ClanId winner, @Nullable ClanId loser, Instant at, Duration immunity, Duration afterStreak);
}
