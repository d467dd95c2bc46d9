/// Land, as far as clans must know it.
@NullMarked
package dev.warfront.guild.territory;

import org.jspecify.annotations.NullMarked;
