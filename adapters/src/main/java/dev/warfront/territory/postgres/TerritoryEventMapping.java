package dev.warfront.territory.postgres;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.WarId;
import dev.warfront.outbox.postgres.EventMapping;
import dev.warfront.outbox.postgres.Published;
import dev.warfront.territory.TerritoryEvent;
import dev.warfront.territory.TerritoryEvent.TerritoryAbandoned;
import dev.warfront.territory.TerritoryEvent.TerritoryClaimed;
import dev.warfront.territory.TerritoryEvent.TerritoryContested;
import dev.warfront.territory.TerritoryEvent.TerritoryTransferred;
import dev.warfront.territory.TerritoryState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The events of land as they are published on `war.territory`, in order per territory.
@Component
final class TerritoryEventMapping implements EventMapping<TerritoryEvent> {
    private static final String AGGREGATE = "territory";

    @Override
    public Class<TerritoryEvent> type() {
        return TerritoryEvent.class;
    }

    @Override
    public Published map(TerritoryEvent event) {
        var id = event.territory().value();
        return switch (event) {
            case TerritoryClaimed(var _, var clan, var claim, var cost, var version, var at) ->
                published("territory.claimed", id, new ClaimedJson(id, clan.value(), claim.value(), cost, version, at));
            case TerritoryTransferred(var _, var war, var from, var to, var at) ->
                published("territory.transferred", id, new TransferredJson(id, of(war), of(from), to.value(), at));
            case TerritoryAbandoned(var _, var from, var at) ->
                published("territory.abandoned", id, new AbandonedJson(id, from.value(), at));
            case TerritoryContested(var _, var war, var state, var at) ->
                published("territory.contested", id, new ContestedJson(id, war.value(), state, at));
        };
    }

    private static Published published(String type, UUID territory, Object payload) {
        return new Published(type, 1, AGGREGATE, territory, TerritoryEvent.FEED, territory.toString(), payload);
    }

    private static @Nullable UUID of(@Nullable WarId war) {
        return war == null ? null : war.value();
    }

    private static @Nullable UUID of(@Nullable ClanId clan) {
        return clan == null ? null : clan.value();
    }

    record ClaimedJson(UUID territoryId, UUID clanId, UUID claimId, long cost, long version, Instant at) {}

    record TransferredJson(
            UUID territoryId,
            @Nullable UUID warId,
            @Nullable UUID fromClanId,
            UUID toClanId,
            Instant at) {}

    record AbandonedJson(UUID territoryId, UUID clanId, Instant at) {}

    record ContestedJson(UUID territoryId, UUID warId, TerritoryState state, Instant at) {}
}
