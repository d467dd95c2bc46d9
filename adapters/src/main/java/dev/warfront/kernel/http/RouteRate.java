package dev.warfront.kernel.http;

import reactor.core.publisher.Flux;

/// A route whose requests take from buckets that only what they carry can tell, beside the one that they take
/// from before anything of them is read.
public non-sealed interface RouteRate extends RouteKey {
    /// Those a request takes from, one after the other: behind one that is empty none is touched. None when
    /// the request will be refused anyway. Runs outside of transactions.
    Flux<Bucket> buckets(Asked asked);

    /// One of a class of requests.
    ///
    /// @param key which of them
    record Bucket(RequestClass counted, String key) {}
}
