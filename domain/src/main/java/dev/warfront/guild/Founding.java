package dev.warfront.guild;

import dev.warfront.guild.GuildRefusal.BadCharter;
import dev.warfront.guild.GuildRefusal.JoinBar;
import dev.warfront.guild.GuildRefusal.NameTaken;
import dev.warfront.guild.GuildRefusal.TagTaken;

/// How the founding of a clan ends.
public sealed interface Founding permits Founding.Founded, BadCharter, JoinBar, NameTaken, TagTaken {
    record Founded(Clan clan) implements Founding {}
}
