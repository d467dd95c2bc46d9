/// Clans: membership, ranks, treasury, level. Rules: docs/rules/guild.md.
@NullMarked
package dev.warfront.guild;

import org.jspecify.annotations.NullMarked;
