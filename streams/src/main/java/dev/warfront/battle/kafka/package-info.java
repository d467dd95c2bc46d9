/// The topic of battles.
@NullMarked
package dev.warfront.battle.kafka;

import org.jspecify.annotations.NullMarked;
