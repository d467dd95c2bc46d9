/// What wars keep in Redis.
@NullMarked
package dev.warfront.war.redis;

import org.jspecify.annotations.NullMarked;
