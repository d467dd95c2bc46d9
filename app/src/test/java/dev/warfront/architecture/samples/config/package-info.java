@NullMarked
package dev.warfront.architecture.samples.config;

import org.jspecify.annotations.NullMarked;
