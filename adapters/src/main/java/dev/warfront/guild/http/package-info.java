/// Clans over HTTP. Paths: docs/rules/guild.md.
@NullMarked
package dev.warfront.guild.http;

import org.jspecify.annotations.NullMarked;
