@NullMarked
package dev.warfront.bench.board;

import org.jspecify.annotations.NullMarked;
