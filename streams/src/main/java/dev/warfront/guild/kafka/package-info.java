/// The topic of clans.
@NullMarked
package dev.warfront.guild.kafka;

import org.jspecify.annotations.NullMarked;
