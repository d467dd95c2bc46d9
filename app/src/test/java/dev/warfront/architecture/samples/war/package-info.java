@NullMarked
package dev.warfront.architecture.samples.war;

import org.jspecify.annotations.NullMarked;
