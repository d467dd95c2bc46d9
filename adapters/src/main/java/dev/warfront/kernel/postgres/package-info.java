/// Transactions, the database's clock, ids, partitions.
@NullMarked
package dev.warfront.kernel.postgres;

import org.jspecify.annotations.NullMarked;
