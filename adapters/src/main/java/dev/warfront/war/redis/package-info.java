/// What nodes tell each other about wars.
@NullMarked
package dev.warfront.war.redis;

import org.jspecify.annotations.NullMarked;
