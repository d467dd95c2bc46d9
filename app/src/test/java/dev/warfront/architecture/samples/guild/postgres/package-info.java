@NullMarked
package dev.warfront.architecture.samples.guild.postgres;

import org.jspecify.annotations.NullMarked;
