package dev.warfront.territory.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.outbox.postgres.EventGoldenContract;
import dev.warfront.outbox.postgres.EventMapping;
import dev.warfront.territory.Claim;
import dev.warfront.territory.TerritoryEvent;
import dev.warfront.territory.TerritoryState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TerritoryGoldenTest implements EventGoldenContract<TerritoryEvent> {
    private static final TerritoryId LAND = new TerritoryId(UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad01"));
    private static final ClanId CLAN = new ClanId(UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad02"));
    private static final ClanId OTHER = new ClanId(UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad03"));
    private static final WarId WAR = new WarId(UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad04"));
    private static final Claim.Id CLAIM = new Claim.Id(UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad05"));
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00.123Z");

    @Override
    public String context() {
        return "territory";
    }

    @Override
    public EventMapping<TerritoryEvent> mapping() {
        return new TerritoryEventMapping();
    }

    @Override
    public List<TerritoryEvent> samples() {
        return List.of(
                new TerritoryEvent.TerritoryClaimed(LAND, CLAN, CLAIM, 5_000, 2, AT),
                new TerritoryEvent.ClaimLost(LAND, OTHER, CLAIM, Claim.Status.SUPERSEDED, 4_000, 1_000, AT),
                new TerritoryEvent.TerritoryTransferred(LAND, WAR, CLAN, OTHER, AT),
                new TerritoryEvent.TerritoryTransferred(LAND, null, null, CLAN, AT),
                new TerritoryEvent.TerritoryAbandoned(LAND, CLAN, AT),
                new TerritoryEvent.TerritoryContested(LAND, WAR, TerritoryState.BESIEGED, AT));
    }

    @Test
    void givenALostClaimFromBeforeTreasuriesCouldBeFull_nothingWasBurned() {
        var stored = WireJson.jsonMapper().readTree("""
                {"territory_id":"%s","clan_id":"%s","claim_id":"%s","status":"LAPSED","refund":5000,
                 "at":"2026-12-01T10:00:00.123Z"}""".formatted(LAND.value(), OTHER.value(), CLAIM.value()));

        assertThat(mapping().parse("territory.claim_lost", stored))
                .isEqualTo(new TerritoryEvent.ClaimLost(LAND, OTHER, CLAIM, Claim.Status.LAPSED, 5_000, 0, AT));
    }
}
