package dev.warfront.kernel;

import java.util.UUID;

/// A clan, also called guild.
public record ClanId(UUID value) {}
