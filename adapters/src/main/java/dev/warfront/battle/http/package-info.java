/// Battles over HTTP.
@NullMarked
package dev.warfront.battle.http;

import org.jspecify.annotations.NullMarked;
