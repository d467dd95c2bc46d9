/// Clans in PostgreSQL.
@NullMarked
package dev.warfront.guild.postgres;

import org.jspecify.annotations.NullMarked;
