/// Accounts, sessions, keys and failures in PostgreSQL.
@NullMarked
package dev.warfront.identity.postgres;

import org.jspecify.annotations.NullMarked;
