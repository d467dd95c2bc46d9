@NullMarked
package dev.warfront.bench.book;

import org.jspecify.annotations.NullMarked;
