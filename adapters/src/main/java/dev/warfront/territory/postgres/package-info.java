/// Land in PostgreSQL.
@NullMarked
package dev.warfront.territory.postgres;

import org.jspecify.annotations.NullMarked;
