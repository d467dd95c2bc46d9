@NullMarked
package dev.warfront.bench.load;

import org.jspecify.annotations.NullMarked;
