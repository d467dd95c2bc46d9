package dev.warfront.audit;

import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// All entries ever written. None is changed or deleted; appends do not wait for each other.
public interface AuditLog {
    /// In the caller's transaction; fails when there is none.
    Mono<Void> append(AuditEntry entry);

    /// Newest first.
    ///
    /// Error: {@link dev.warfront.kernel.InvalidCursor}.
    Mono<Page<LoggedEntry>> page(Filter filter, PageRequest page);

    /// What is asked for; null is all.
    ///
    /// @param target the id of one
    /// @param from the first instant
    /// @param until the first instant behind it
    record Filter(
            @Nullable PlayerId actor,
            @Nullable String action,
            @Nullable String target,
            @Nullable Instant from,
            @Nullable Instant until) {
        public static final Filter ALL = new Filter(null, null, null, null, null);
    }

    /// An entry and its place in the chain.
    ///
    /// @param link null in its first moments
    record LoggedEntry(AuditEntry entry, @Nullable ChainLink link) {}
}
