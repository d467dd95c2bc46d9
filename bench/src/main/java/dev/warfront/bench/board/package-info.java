/// The live scoreboard, fed by the program's streams.
@NullMarked
package dev.warfront.bench.board;

import org.jspecify.annotations.NullMarked;
