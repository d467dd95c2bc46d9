/// The scores of wars and battles, live; and score events from game servers on a channel.
@NullMarked
package dev.warfront.score.rsocket;

import org.jspecify.annotations.NullMarked;
