/// Land: ownership, claims, locks of wars, proximity. Rules: docs/rules/territory.md.
@NullMarked
package dev.warfront.territory;

import org.jspecify.annotations.NullMarked;
