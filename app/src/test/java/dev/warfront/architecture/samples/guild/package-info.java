@NullMarked
package dev.warfront.architecture.samples.guild;

import org.jspecify.annotations.NullMarked;
