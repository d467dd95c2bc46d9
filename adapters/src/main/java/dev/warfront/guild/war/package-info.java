/// Wars, as far as clans must know them.
@NullMarked
package dev.warfront.guild.war;

import org.jspecify.annotations.NullMarked;
