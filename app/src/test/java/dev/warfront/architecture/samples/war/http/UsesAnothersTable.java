package dev.warfront.architecture.samples.war.http;

import dev.warfront.architecture.samples.guild.postgres.GuildTable;

record UsesAnothersTable(GuildTable table) {}
