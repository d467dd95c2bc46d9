/// The score of a battle, live.
@NullMarked
package dev.warfront.battle.rsocket;

import org.jspecify.annotations.NullMarked;
