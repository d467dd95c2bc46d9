/// What is read of wars most, remembered for a moment.
@NullMarked
package dev.warfront.war.cache;

import org.jspecify.annotations.NullMarked;
