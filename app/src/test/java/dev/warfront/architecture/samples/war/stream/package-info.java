@NullMarked
package dev.warfront.architecture.samples.war.stream;

import org.jspecify.annotations.NullMarked;
