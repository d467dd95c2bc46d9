@NullMarked
package dev.warfront.architecture.samples.war.http.json;

import org.jspecify.annotations.NullMarked;
