@NullMarked
package dev.warfront.score.rsocket;

import org.jspecify.annotations.NullMarked;
