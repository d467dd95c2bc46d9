@NullMarked
package dev.warfront.bench.wire;

import org.jspecify.annotations.NullMarked;
