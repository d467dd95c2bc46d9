/// The audit log in PostgreSQL.
@NullMarked
package dev.warfront.audit.postgres;

import org.jspecify.annotations.NullMarked;
