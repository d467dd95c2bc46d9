/// Accounts, as far as clans must know them.
@NullMarked
package dev.warfront.guild.identity;

import org.jspecify.annotations.NullMarked;
