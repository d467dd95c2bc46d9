/// What the event loops and their timers are asked for directly.
@NullMarked
package dev.warfront.kernel.netty;

import org.jspecify.annotations.NullMarked;
