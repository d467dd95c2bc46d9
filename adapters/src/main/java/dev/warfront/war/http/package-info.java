/// Wars over HTTP.
@NullMarked
package dev.warfront.war.http;

import org.jspecify.annotations.NullMarked;
