package dev.warfront.architecture.samples.guild.postgres;

public class GuildTable {}
