package dev.warfront.guild.http;

import dev.warfront.guild.Clan;
import dev.warfront.guild.Grant;
import java.util.UUID;

/// A grant on the wire, and what the clan has now.
record GrantJson(UUID id, UUID clanId, long credits, long experience, String reason, int level, long treasury) {
    static GrantJson of(Grant grant, Clan clan) {
        return new GrantJson(
                grant.id(),
                grant.clan().value(),
                grant.credits(),
                grant.experience(),
                grant.reason(),
                clan.level(),
                clan.treasury());
    }
}
