/// The load engineer's tools: a game-server simulator, load tests and comparisons. A client of the program,
/// which shares no class with it.
@NullMarked
package dev.warfront.bench;

import org.jspecify.annotations.NullMarked;
