@NullMarked
package dev.warfront.kernel.rsocket;

import org.jspecify.annotations.NullMarked;
