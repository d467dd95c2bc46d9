/// Live streams over RSocket: the server on both transports, connections and their tokens, and the machinery
/// that shows one encoded frame to all subscribers. How and why: docs/rules/streams.md.
@NullMarked
package dev.warfront.kernel.rsocket;

import org.jspecify.annotations.NullMarked;
