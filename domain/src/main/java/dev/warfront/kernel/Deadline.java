package dev.warfront.kernel;

import java.time.Duration;

/// How long a command, and each call to a database or another program, may take.
@Settings("war.timeout")
public record Deadline(Duration operation) {
    public Deadline {
        Ranges.positive("operation", operation);
    }
}
