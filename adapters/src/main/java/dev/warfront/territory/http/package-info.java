/// Land over HTTP. Paths: docs/rules/territory.md.
@NullMarked
package dev.warfront.territory.http;

import org.jspecify.annotations.NullMarked;
