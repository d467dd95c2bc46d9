package dev.warfront.war.postgres;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.outbox.postgres.EventGoldenContract;
import dev.warfront.outbox.postgres.EventMapping;
import dev.warfront.territory.WarLand;
import dev.warfront.war.EndReason;
import dev.warfront.war.Leads;
import dev.warfront.war.WarEvent;
import dev.warfront.war.WarOutcome;
import dev.warfront.war.WarStatus;
import dev.warfront.war.WarType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

class WarEventGoldenTest implements EventGoldenContract<WarEvent> {
    private static final WarId WAR = new WarId(new UUID(1, 1));
    private static final ClanId ATTACKER = new ClanId(new UUID(2, 1));
    private static final ClanId DEFENDER = new ClanId(new UUID(2, 2));
    private static final TerritoryId LAND = new TerritoryId(new UUID(3, 1));
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00.123Z");

    @Override
    public String context() {
        return "war";
    }

    @Override
    public EventMapping<WarEvent> mapping() {
        return new WarEventMapping(WireJson.jsonMapper());
    }

    @Override
    public List<WarEvent> samples() {
        return List.of(
                new WarEvent.Declared(
                        WAR,
                        new Leads(ATTACKER, DEFENDER),
                        WarType.TERRITORIAL,
                        List.of(LAND, new TerritoryId(new UUID(3, 2))),
                        25_500,
                        new PlayerId(new UUID(4, 1)),
                        AT,
                        AT.plusSeconds(3_600),
                        AT.plusSeconds(90_000)),
                new WarEvent.PhaseChanged(
                        WAR,
                        WarStatus.PREPARATION,
                        WarStatus.ACTIVE,
                        3,
                        AT.plusMillis(7),
                        AT,
                        AT.plusSeconds(600),
                        "TIMER"),
                new WarEvent.PhaseChanged(
                        WAR, WarStatus.ACTIVE, WarStatus.ENDING, 4, AT.plusMillis(7), AT, null, "SURRENDER"),
                new WarEvent.Ended(
                        WAR,
                        EndReason.TIME_LIMIT,
                        WarOutcome.ATTACKER_WIN,
                        ATTACKER,
                        500,
                        -20,
                        List.of(new WarLand.Transfer(LAND, DEFENDER, ATTACKER)),
                        AT),
                new WarEvent.Ended(WAR, EndReason.CANCELLED, WarOutcome.NONE, null, 0, 0, List.of(), AT));
    }
}
