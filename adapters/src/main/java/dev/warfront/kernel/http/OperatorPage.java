package dev.warfront.kernel.http;

import reactor.core.publisher.Mono;

/// What is told to those who run the program, and to nobody else: a bean of whoever has something to tell, served by
/// {@link ManagementServer}.
@FunctionalInterface
public interface OperatorPage {
    /// The answer to a `GET` of the path, without its query. Empty for a path of others.
    Mono<Content> at(String path);

    /// An answer.
    ///
    /// @param type its media type
    /// @param body must not be changed any more
    @SuppressWarnings("ArrayRecordComponent") // goes out as it is, is never compared
    record Content(int status, String type, byte[] body) {}
}
