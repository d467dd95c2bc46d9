package dev.warfront.kernel.http;

/// A route whose requests take from a bucket of their class that only what they carry can tell, beside the one that
/// they take from before anything of them is read.
public non-sealed interface RouteRate extends RouteKey {
    /// Whose rate it is.
    RequestClass counted();
}
