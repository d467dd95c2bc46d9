/// The topic of accounts.
@NullMarked
package dev.warfront.identity.kafka;

import org.jspecify.annotations.NullMarked;
