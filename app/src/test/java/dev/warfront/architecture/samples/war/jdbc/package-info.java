@NullMarked
package dev.warfront.architecture.samples.war.jdbc;

import org.jspecify.annotations.NullMarked;
