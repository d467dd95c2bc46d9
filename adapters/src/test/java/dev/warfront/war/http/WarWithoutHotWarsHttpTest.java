package dev.warfront.war.http;

import dev.warfront.war.postgres.WarWorld;

/// Of a node that asks the database each time.
class WarWithoutHotWarsHttpTest extends WarHttpJourneys {
    WarWithoutHotWarsHttpTest() {
        super(WarWorld.withoutHotWars());
    }
}
