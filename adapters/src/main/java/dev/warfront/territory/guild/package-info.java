/// The clans, as far as land must know them.
@NullMarked
package dev.warfront.territory.guild;

import org.jspecify.annotations.NullMarked;
