/// What all nodes count together in Redis.
@NullMarked
package dev.warfront.kernel.redis;

import org.jspecify.annotations.NullMarked;
