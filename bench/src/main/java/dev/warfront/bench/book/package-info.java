/// A game server's own book of a war: what the log took, judged by the rules alone. Plain rules, no input or output.
@NullMarked
package dev.warfront.bench.book;

import org.jspecify.annotations.NullMarked;
