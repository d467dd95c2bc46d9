/// Passwords by Argon2id.
@NullMarked
package dev.warfront.identity.argon2;

import org.jspecify.annotations.NullMarked;
