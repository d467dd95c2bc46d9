/// The arrows between rooms, technologies and contexts, and what no code here may do.
@NullMarked
package dev.warfront.architecture;

import org.jspecify.annotations.NullMarked;
