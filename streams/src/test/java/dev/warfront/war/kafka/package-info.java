/// What the topics of wars and battles tell every node, on a real broker.
@NullMarked
package dev.warfront.war.kafka;

import org.jspecify.annotations.NullMarked;
