/// Events stored with the change they tell of, and published later.
@NullMarked
package dev.warfront.outbox;

import org.jspecify.annotations.NullMarked;
