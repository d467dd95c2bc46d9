package dev.warfront.guild.http;

import dev.warfront.guild.Invitation;
import dev.warfront.kernel.http.NameOf;
import java.time.Instant;
import java.util.UUID;

/// An invitation on the wire.
///
/// @param status PENDING also when nobody can accept it any more, since it has expired
record InvitationJson(
        UUID id,
        UUID clanId,
        UUID playerId,
        UUID inviterId,
        @NameOf(Invitation.Status.class) String status,
        Instant createdAt,
        Instant expiresAt,
        long version) {
    static InvitationJson of(Invitation invitation) {
        return new InvitationJson(
                invitation.id().value(),
                invitation.clan().value(),
                invitation.player().value(),
                invitation.inviter().value(),
                invitation.status().name(),
                invitation.createdAt(),
                invitation.expiresAt(),
                invitation.version());
    }
}
