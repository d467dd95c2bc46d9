/// The topics of wars, and what every node reads of them.
@NullMarked
package dev.warfront.war.kafka;

import org.jspecify.annotations.NullMarked;
