package dev.warfront.guild.http;

import dev.warfront.guild.Clan;
import dev.warfront.guild.ClanStatus;
import dev.warfront.kernel.http.NameOf;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A clan on the wire.
///
/// @param treasury null for all but its members and administrators
record ClanJson(
        UUID id,
        String name,
        String tag,
        UUID leaderId,
        int level,
        long experience,
        int reputation,
        int memberCount,
        int maxMembers,
        @Nullable Long treasury,
        String region,
        @NameOf(ClanStatus.class) String status,
        int warRating,
        @Nullable Instant immuneUntil,
        Instant createdAt,
        long version) {
    static ClanJson of(Clan clan, boolean insider) {
        return new ClanJson(
                clan.id().value(),
                clan.name(),
                clan.tag(),
                clan.leader().value(),
                clan.level(),
                clan.experience(),
                clan.earnings().reputation(),
                clan.memberCount(),
                clan.maxMembers(),
                insider ? clan.treasury() : null,
                clan.region(),
                clan.status().name(),
                clan.warRecord().rating(),
                clan.immuneUntil(),
                clan.createdAt(),
                clan.version());
    }
}
