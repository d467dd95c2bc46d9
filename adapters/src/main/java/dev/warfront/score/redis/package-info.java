/// Live scores in Redis, for readers of all nodes. Lost at any time without harm.
@NullMarked
package dev.warfront.score.redis;

import org.jspecify.annotations.NullMarked;
