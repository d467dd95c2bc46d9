/// Ledger, totals and states in PostgreSQL. Tables: docs/rules/score.md.
@NullMarked
package dev.warfront.score.postgres;

import org.jspecify.annotations.NullMarked;
