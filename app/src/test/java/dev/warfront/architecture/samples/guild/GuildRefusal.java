package dev.warfront.architecture.samples.guild;

/// Not sealed.
public interface GuildRefusal {}
