package dev.warfront.kernel;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// The sessions that were ended lately, on whatever node: by their owner, or because what they stood for is over.
public interface EndedSessions {
    /// Those that were ended within the last so long. Read each time, without regard to what is remembered.
    Mono<Set<UUID>> within(Duration time);
}
