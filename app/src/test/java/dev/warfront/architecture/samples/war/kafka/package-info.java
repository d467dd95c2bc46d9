@NullMarked
package dev.warfront.architecture.samples.war.kafka;

import org.jspecify.annotations.NullMarked;
