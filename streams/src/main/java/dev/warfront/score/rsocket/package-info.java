/// The score of a war, live; and facts from game servers on a channel.
@NullMarked
package dev.warfront.score.rsocket;

import org.jspecify.annotations.NullMarked;
