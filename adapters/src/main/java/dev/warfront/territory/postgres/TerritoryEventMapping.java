package dev.warfront.territory.postgres;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.outbox.postgres.EventMapping;
import dev.warfront.outbox.postgres.Published;
import dev.warfront.territory.Claim;
import dev.warfront.territory.TerritoryEvent;
import dev.warfront.territory.TerritoryEvent.ClaimLost;
import dev.warfront.territory.TerritoryEvent.TerritoryAbandoned;
import dev.warfront.territory.TerritoryEvent.TerritoryClaimed;
import dev.warfront.territory.TerritoryEvent.TerritoryContested;
import dev.warfront.territory.TerritoryEvent.TerritoryTransferred;
import dev.warfront.territory.TerritoryState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The events of land as they are published on `war.territory`, in order per territory.
@Component
final class TerritoryEventMapping implements EventMapping<TerritoryEvent> {
    private static final String AGGREGATE = "territory";
    private static final JsonMapper JSON = WireJson.jsonMapper();

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
            case ClaimLost(var _, var clan, var claim, var status, var refund, var burned, var at) ->
                published(
                        "territory.claim_lost",
                        id,
                        new ClaimLostJson(id, clan.value(), claim.value(), status.name(), refund, burned, at));
            case TerritoryTransferred(var _, var war, var from, var to, var at) ->
                published("territory.transferred", id, new TransferredJson(id, of(war), of(from), to.value(), at));
            case TerritoryAbandoned(var _, var from, var at) ->
                published("territory.abandoned", id, new AbandonedJson(id, from.value(), at));
            case TerritoryContested(var _, var war, var state, var at) ->
                published("territory.contested", id, new ContestedJson(id, war.value(), state.name(), at));
        };
    }

    @Override
    public TerritoryEvent parse(String eventType, JsonNode payload) {
        return JSON.treeToValue(payload, formOf(eventType)).event();
    }

    private static Class<? extends PayloadJson> formOf(String eventType) {
        return switch (eventType) {
            case "territory.claimed" -> ClaimedJson.class;
            case "territory.claim_lost" -> ClaimLostJson.class;
            case "territory.transferred" -> TransferredJson.class;
            case "territory.abandoned" -> AbandonedJson.class;
            case "territory.contested" -> ContestedJson.class;
            default -> throw new IllegalArgumentException("no event of land: " + eventType);
        };
    }

    private static Published published(String type, UUID territory, PayloadJson payload) {
        return new Published(type, 1, AGGREGATE, territory, TerritoryEvent.FEED, territory.toString(), payload);
    }

    private static @Nullable UUID of(@Nullable WarId war) {
        return war == null ? null : war.value();
    }

    private static @Nullable UUID of(@Nullable ClanId clan) {
        return clan == null ? null : clan.value();
    }

    private static @Nullable ClanId clan(@Nullable UUID id) {
        return id == null ? null : new ClanId(id);
    }

    /// A payload, which knows the event that it came from.
    private sealed interface PayloadJson {
        TerritoryEvent event();
    }

    private record ClaimedJson(UUID territoryId, UUID clanId, UUID claimId, long cost, long version, Instant at)
            implements PayloadJson {
        @Override
        public TerritoryEvent event() {
            return new TerritoryClaimed(
                    new TerritoryId(territoryId), new ClanId(clanId), new Claim.Id(claimId), cost, version, at);
        }
    }

    /// @param burned null in what was stored before treasuries could be full
    private record ClaimLostJson(
            UUID territoryId,
            UUID clanId,
            UUID claimId,
            String status,
            long refund,
            @Nullable Long burned,
            Instant at) implements PayloadJson {
        @Override
        public TerritoryEvent event() {
            return new ClaimLost(
                    new TerritoryId(territoryId),
                    new ClanId(clanId),
                    new Claim.Id(claimId),
                    Claim.Status.valueOf(status),
                    refund,
                    burned == null ? 0 : burned,
                    at);
        }
    }

    private record TransferredJson(
            UUID territoryId,
            @Nullable UUID warId,
            @Nullable UUID fromClanId,
            UUID toClanId,
            Instant at) implements PayloadJson {
        @Override
        public TerritoryEvent event() {
            var war = warId == null ? null : new WarId(warId);
            return new TerritoryTransferred(
                    new TerritoryId(territoryId), war, clan(fromClanId), new ClanId(toClanId), at);
        }
    }

    private record AbandonedJson(UUID territoryId, UUID clanId, Instant at) implements PayloadJson {
        @Override
        public TerritoryEvent event() {
            return new TerritoryAbandoned(new TerritoryId(territoryId), new ClanId(clanId), at);
        }
    }

    private record ContestedJson(UUID territoryId, UUID warId, String state, Instant at) implements PayloadJson {
        @Override
        public TerritoryEvent event() {
            return new TerritoryContested(
                    new TerritoryId(territoryId), new WarId(warId), TerritoryState.valueOf(state), at);
        }
    }
}
