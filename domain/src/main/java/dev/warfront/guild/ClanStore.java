package dev.warfront.guild;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.StaleWrite;
import reactor.core.publisher.Mono;

/// Where clans are entered and their changes written down. All inside the caller's transaction.
public interface ClanStore {
    /// The constraint behind the uniqueness of names.
    String NAME_KEY = "guilds_name_key";

    /// The constraint behind the uniqueness of tags.
    String TAG_KEY = "guilds_tag_key";

    /// Enters a new clan, without its members.
    ///
    /// Error: {@link AlreadyTaken} of {@link #NAME_KEY} or {@link #TAG_KEY} when another clan has one that
    /// looks alike, of another constraint when the clan itself is there already; nothing was stored, and the
    /// transaction can go on.
    Mono<Void> add(Clan clan);

    /// Stores the next version of a clan, all but its registration, which never changes, and its treasury, which
    /// moves by {@link Treasury} alone.
    ///
    /// Error: {@link StaleWrite} when the stored version is not the one before it.
    Mono<Void> replace(Clan next);

    /// Writes a grant down for the audit; what it gives is stored by others.
    Mono<Void> add(Grant grant);
}
