/// Points: from the score events of game servers and of the program to the ledger, the totals and the live view.
/// Rules: docs/rules/score.md.
@NullMarked
package dev.warfront.score;

import org.jspecify.annotations.NullMarked;
