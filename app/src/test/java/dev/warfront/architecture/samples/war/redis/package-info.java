@NullMarked
package dev.warfront.architecture.samples.war.redis;

import org.jspecify.annotations.NullMarked;
