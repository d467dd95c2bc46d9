/// What a test adds to the class path of the packaged program, as a jar of its own: it stops at a chosen
/// call, blocks an event loop once, takes all heap, and hashes passwords for little.
@NullMarked
package dev.warfront.packaged.faults;

import org.jspecify.annotations.NullMarked;
