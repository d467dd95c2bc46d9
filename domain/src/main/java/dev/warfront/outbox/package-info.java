/// Events stored with the change they describe, and published later.
@NullMarked
package dev.warfront.outbox;

import org.jspecify.annotations.NullMarked;
