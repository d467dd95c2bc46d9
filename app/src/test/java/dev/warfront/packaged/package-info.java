/// Tests of the packaged program: it runs in a JVM of its own and is killed there, while its servers, its clients and
/// their books live here.
@NullMarked
package dev.warfront.packaged;

import org.jspecify.annotations.NullMarked;
