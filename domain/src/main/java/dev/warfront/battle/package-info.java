/// Battles inside a war and the captures they lead to. Rules: docs/rules/battle.md.
@NullMarked
package dev.warfront.battle;

import org.jspecify.annotations.NullMarked;
