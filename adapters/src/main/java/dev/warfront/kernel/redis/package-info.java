/// The way to Redis, and what all nodes count together there.
@NullMarked
package dev.warfront.kernel.redis;

import org.jspecify.annotations.NullMarked;
