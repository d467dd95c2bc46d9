package dev.warfront.guild;

import dev.warfront.kernel.StaleWrite;
import reactor.core.publisher.Mono;

/// Where clans are entered and their changes written down. All inside the caller's transaction.
public interface ClanStore {
    /// Enters a new clan, without its members.
    ///
    /// @return what another clan has taken; empty when the clan was entered
    Mono<Taken> add(Clan clan, ClanRegistration registration);

    /// Stores the next version of a clan, all but its treasury, which moves by {@link Treasury} alone.
    ///
    /// Error: {@link StaleWrite} when the stored version is not the one before it.
    Mono<Void> replace(Clan next);

    /// Writes a grant down for the audit; what it gives is stored by others.
    Mono<Void> add(Grant grant);

    /// What of a registration is unique.
    enum Taken {
        NAME,
        TAG
    }
}
