/// Wars, their land, participants and event logs in PostgreSQL.
@NullMarked
package dev.warfront.war.postgres;

import org.jspecify.annotations.NullMarked;
