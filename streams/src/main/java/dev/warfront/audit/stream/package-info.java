/// The chaining of the audit log, which goes on by itself.
@NullMarked
package dev.warfront.audit.stream;

import org.jspecify.annotations.NullMarked;
