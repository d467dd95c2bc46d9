package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Settings;

/// How RSocket over TCP is encrypted: `warfront.rsocket.ssl.*`. On WebSocket it is as HTTP is, `server.ssl.*`.
///
/// @param bundle the one of `spring.ssl.bundle` that has the server's certificate; empty for none, in plain text
@Settings("warfront.rsocket.ssl")
public record TlsSettings(String bundle) {}
