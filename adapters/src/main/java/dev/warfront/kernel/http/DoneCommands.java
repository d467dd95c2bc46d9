package dev.warfront.kernel.http;

import dev.warfront.kernel.Caller;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// Hears of each command that has succeeded, before its transaction commits. A bean of a context, found by
/// scan. Neither a refusal nor the repeated answer of a key is one. Source: docs/adr/0005-commands-once.md.
public interface DoneCommands {
    /// In the transaction of the command, which fails when this does.
    ///
    /// @param location the path of what it has made, when its answer names one
    Mono<Void> done(Caller caller, Optional<String> location);
}
