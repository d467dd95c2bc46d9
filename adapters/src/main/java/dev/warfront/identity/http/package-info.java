/// Accounts, sessions and game servers over HTTP.
@NullMarked
package dev.warfront.identity.http;

import org.jspecify.annotations.NullMarked;
