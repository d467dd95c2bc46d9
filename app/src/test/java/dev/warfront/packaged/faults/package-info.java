/// What a test adds to the class path of the packaged program, as a jar of its own, to stop it at a chosen call.
@NullMarked
package dev.warfront.packaged.faults;

import org.jspecify.annotations.NullMarked;
