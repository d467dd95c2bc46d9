package dev.warfront.kernel;

import java.util.UUID;

/// Source of new ids: time-ordered UUIDs (version 7), unique across nodes, never blocking.
public interface Ids {
    UUID next();
}
