package dev.warfront.kernel.rsocket;

import java.util.List;
import reactor.core.publisher.Flux;

/// What a stream shows and where it comes from.
///
/// @param name the route as clients name it; one name, one source
/// @param feed cold; subscribed once per node while it has subscribers. Each item holds states in a row, of
///     which newcomers see the last only. Fails with an RSocket error to refuse all subscribers; any other
///     failure is tried again. Completes, or not, after a state that is over
public record StreamSource(String name, StreamShape shape, Flux<List<StreamState>> feed) {}
