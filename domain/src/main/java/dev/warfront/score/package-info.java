/// Points: from the facts that game servers and the program report to the ledger, the totals and the live view.
/// Rules: docs/rules/score.md.
@NullMarked
package dev.warfront.score;

import org.jspecify.annotations.NullMarked;
