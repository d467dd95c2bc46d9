/// Wars between two clans: declaration, phases, participants, settlement. Rules: docs/rules/war.md.
@NullMarked
package dev.warfront.war;

import org.jspecify.annotations.NullMarked;
