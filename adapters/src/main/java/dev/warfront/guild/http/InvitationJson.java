package dev.warfront.guild.http;

import dev.warfront.guild.Invitation;
import dev.warfront.guild.InvitationStatus;
import java.time.Instant;
import java.util.UUID;

/// An invitation on the wire.
record InvitationJson(UUID id, UUID clanId, UUID playerId, InvitationStatus status, Instant expiresAt, long version) {
    static InvitationJson of(Invitation invitation) {
        return new InvitationJson(
                invitation.id().value(),
                invitation.clan().value(),
                invitation.player().value(),
                invitation.status(),
                invitation.expiresAt(),
                invitation.version());
    }
}
