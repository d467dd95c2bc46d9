package dev.warfront.guild;

import java.util.UUID;

/// An invitation into a clan.
public record InvitationId(UUID value) {}
