/// The phase of a war, live.
@NullMarked
package dev.warfront.war.rsocket;

import org.jspecify.annotations.NullMarked;
