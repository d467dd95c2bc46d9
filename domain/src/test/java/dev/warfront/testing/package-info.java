/// What the tests of every module share.
@NullMarked
package dev.warfront.testing;

import org.jspecify.annotations.NullMarked;
