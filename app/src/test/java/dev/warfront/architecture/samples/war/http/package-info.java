@NullMarked
package dev.warfront.architecture.samples.war.http;

import org.jspecify.annotations.NullMarked;
