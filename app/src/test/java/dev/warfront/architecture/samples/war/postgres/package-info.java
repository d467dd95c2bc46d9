@NullMarked
package dev.warfront.architecture.samples.war.postgres;

import org.jspecify.annotations.NullMarked;
