@NullMarked
package dev.warfront.architecture.samples.payment;

import org.jspecify.annotations.NullMarked;
