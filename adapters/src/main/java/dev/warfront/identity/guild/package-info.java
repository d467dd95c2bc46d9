/// Tells clans who is there.
@NullMarked
package dev.warfront.identity.guild;

import org.jspecify.annotations.NullMarked;
