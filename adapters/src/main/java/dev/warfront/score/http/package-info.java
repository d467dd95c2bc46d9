/// Score events over HTTP.
@NullMarked
package dev.warfront.score.http;

import org.jspecify.annotations.NullMarked;
