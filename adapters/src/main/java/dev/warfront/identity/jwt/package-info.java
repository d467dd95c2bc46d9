/// Access tokens as JWT, ES256.
@NullMarked
package dev.warfront.identity.jwt;

import org.jspecify.annotations.NullMarked;
