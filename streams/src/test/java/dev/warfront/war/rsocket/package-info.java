@NullMarked
package dev.warfront.war.rsocket;

import org.jspecify.annotations.NullMarked;
