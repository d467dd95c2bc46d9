package dev.warfront.kernel.http;

import org.jspecify.annotations.Nullable;

/// Public reads that a context can answer at once, from what it remembers: a bean of the context, found by scan. Only
/// what everybody may read, with no regard to who asks, and as the route of that path would answer it.
public interface ReadyReads {
    /// The answer to a `GET` of the path; null when the route has to answer. Neither waits nor blocks.
    @Nullable
    ReadyAnswer at(String path);

    /// An answer as it goes out.
    final class ReadyAnswer {
        private final String operation;
        private final byte[] json;
        private final String eTag;

        /// One that is complete.
        ///
        /// @param operation method and path as its route names it, for the measurement
        /// @param json must not be changed any more
        /// @param eTag in quotes
        public ReadyAnswer(String operation, byte[] json, String eTag) {
            this.operation = operation;
            this.json = json;
            this.eTag = eTag;
        }

        String operation() {
            return operation;
        }

        /// Must not be changed.
        byte[] json() {
            return json;
        }

        String eTag() {
            return eTag;
        }
    }
}
