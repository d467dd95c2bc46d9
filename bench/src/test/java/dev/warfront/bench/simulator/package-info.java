@NullMarked
package dev.warfront.bench.simulator;

import org.jspecify.annotations.NullMarked;
