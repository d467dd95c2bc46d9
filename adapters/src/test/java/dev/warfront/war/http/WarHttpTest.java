package dev.warfront.war.http;

import dev.warfront.war.postgres.WarWorld;

/// Of a node that remembers what is read most.
class WarHttpTest extends WarHttpJourneys {
    WarHttpTest() {
        super(new WarWorld());
    }
}
