/// The topic of territories.
@NullMarked
package dev.warfront.territory.kafka;

import org.jspecify.annotations.NullMarked;
