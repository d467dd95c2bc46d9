/// Accounts, roles, tokens, game servers. Rules: docs/rules/identity.md.
@NullMarked
package dev.warfront.identity;

import org.jspecify.annotations.NullMarked;
