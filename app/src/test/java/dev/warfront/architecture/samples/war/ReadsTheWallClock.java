package dev.warfront.architecture.samples.war;

import java.time.Instant;

class ReadsTheWallClock {
    Instant late() {
        return Instant.now();
    }
}
