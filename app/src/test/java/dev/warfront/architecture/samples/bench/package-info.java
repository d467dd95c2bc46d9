@NullMarked
package dev.warfront.architecture.samples.bench;

import org.jspecify.annotations.NullMarked;
