package dev.warfront.territory;

import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.Transactions;
import dev.warfront.outbox.Outbox;
import java.util.List;
import reactor.core.publisher.Mono;

/// One store of land, seen through all of its ports.
public interface LandPorts {
    Territories territories();

    TerritoryStore store();

    Claims claims();

    WorldMap map();

    World world();

    Outbox outbox();

    Transactions transactions();

    /// Stores land as it is, with an open span of its owner since {@link TestLand#NOW}.
    Mono<Void> put(Territory land);

    /// Makes two pieces of land neighbours.
    Mono<Void> join(TerritoryId one, TerritoryId other);

    /// What the outbox holds about land, in order.
    Mono<List<String>> eventTypes(TerritoryId territory);
}
