/// Battles in PostgreSQL.
@NullMarked
package dev.warfront.battle.postgres;

import org.jspecify.annotations.NullMarked;
