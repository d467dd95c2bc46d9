/// What wars ask of battles.
@NullMarked
package dev.warfront.war.battle;

import org.jspecify.annotations.NullMarked;
