package dev.warfront.war.postgres;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.outbox.postgres.LoggedEventMapping;
import dev.warfront.outbox.postgres.Published;
import dev.warfront.territory.WarLand;
import dev.warfront.war.EndReason;
import dev.warfront.war.Leads;
import dev.warfront.war.WarEvent;
import dev.warfront.war.WarOutcome;
import dev.warfront.war.WarStatus;
import dev.warfront.war.WarType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How the events of wars look on `war.lifecycle` and in the event log, both ways.
@Component
final class WarEventMapping implements LoggedEventMapping<WarEvent> {
    private static final String DECLARED = "war.declared";
    private static final String PHASE_CHANGED = "war.phase_changed";
    private static final String ENDED = "war.ended";
    private static final Set<String> TYPES = Set.of(DECLARED, PHASE_CHANGED, ENDED);

    private final JsonMapper json;

    WarEventMapping(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Class<WarEvent> type() {
        return WarEvent.class;
    }

    @Override
    public Published map(WarEvent event) {
        return switch (event) {
            case WarEvent.Declared declared -> published(DECLARED, declared, declared(declared));
            case WarEvent.PhaseChanged changed -> published(PHASE_CHANGED, changed, changed(changed));
            case WarEvent.Ended ended -> published(ENDED, ended, ended(ended));
        };
    }

    @Override
    public boolean isPublic(WarEvent event) {
        return switch (event) {
            case WarEvent.Declared _, WarEvent.PhaseChanged _, WarEvent.Ended _ -> true;
        };
    }

    private static Published published(String type, WarEvent event, Object payload) {
        var id = event.war().value();
        return new Published(type, 1, "war", id, WarEvent.FEED, id.toString(), payload);
    }

    /// Whether events of that type are this context's.
    boolean writes(String eventType) {
        return TYPES.contains(eventType);
    }

    @Override
    public WarEvent parse(String eventType, JsonNode payload) {
        return switch (eventType) {
            case DECLARED -> json.treeToValue(payload, DeclaredJson.class).event();
            case PHASE_CHANGED ->
                json.treeToValue(payload, PhaseChangedJson.class).event();
            case ENDED -> json.treeToValue(payload, EndedJson.class).event();
            default -> throw new IllegalArgumentException("no event of wars: " + eventType);
        };
    }

    private static DeclaredJson declared(WarEvent.Declared event) {
        return new DeclaredJson(
                event.war().value(),
                event.leads().attacker().value(),
                event.leads().defender().value(),
                event.territories().stream().map(TerritoryId::value).toList(),
                event.occurredAt(),
                event.type().name(),
                event.cost(),
                event.preparationAt(),
                event.activeAt(),
                event.by().value());
    }

    private static PhaseChangedJson changed(WarEvent.PhaseChanged event) {
        return new PhaseChangedJson(
                event.war().value(),
                event.from().name(),
                event.to().name(),
                event.phaseEpoch(),
                event.changedAt(),
                event.effectiveAt(),
                event.deadlineAt(),
                event.reason());
    }

    private static EndedJson ended(WarEvent.Ended event) {
        return new EndedJson(
                event.war().value(),
                event.reason().name(),
                event.outcome().name(),
                valueOf(event.winner()),
                event.attackerScore(),
                event.defenderScore(),
                event.transfers().stream().map(WarEventMapping::transfer).toList(),
                event.occurredAt());
    }

    private static TransferJson transfer(WarLand.Transfer transfer) {
        return new TransferJson(
                transfer.territory().value(),
                transfer.from().value(),
                transfer.to().value());
    }

    private static @Nullable UUID valueOf(@Nullable ClanId clan) {
        return clan == null ? null : clan.value();
    }

    record DeclaredJson(
            UUID warId,
            UUID attackerClanId,
            UUID defenderClanId,
            List<UUID> territories,
            Instant declaredAt,
            String warType,
            long declarationCost,
            Instant preparationAt,
            Instant activeAt,
            UUID declaredBy) {
        WarEvent event() {
            return new WarEvent.Declared(
                    new WarId(warId),
                    new Leads(new ClanId(attackerClanId), new ClanId(defenderClanId)),
                    WarType.valueOf(warType),
                    territories.stream().map(TerritoryId::new).toList(),
                    declarationCost,
                    new PlayerId(declaredBy),
                    declaredAt,
                    preparationAt,
                    activeAt);
        }
    }

    record PhaseChangedJson(
            UUID warId,
            String from,
            String to,
            int phaseEpoch,
            Instant changedAt,
            Instant effectiveAt,
            @Nullable Instant deadlineAt,
            String reason) {
        WarEvent event() {
            return new WarEvent.PhaseChanged(
                    new WarId(warId),
                    WarStatus.valueOf(from),
                    WarStatus.valueOf(to),
                    phaseEpoch,
                    changedAt,
                    effectiveAt,
                    deadlineAt,
                    reason);
        }
    }

    record EndedJson(
            UUID warId,
            String endReason,
            String outcome,
            @Nullable UUID winnerClanId,
            long attackerScore,
            long defenderScore,
            List<TransferJson> transfers,
            Instant endedAt) {
        WarEvent event() {
            return new WarEvent.Ended(
                    new WarId(warId),
                    EndReason.valueOf(endReason),
                    WarOutcome.valueOf(outcome),
                    winnerClanId == null ? null : new ClanId(winnerClanId),
                    attackerScore,
                    defenderScore,
                    transfers.stream().map(TransferJson::transfer).toList(),
                    endedAt);
        }
    }

    record TransferJson(UUID territoryId, UUID fromClanId, UUID toClanId) {
        WarLand.Transfer transfer() {
            return new WarLand.Transfer(new TerritoryId(territoryId), new ClanId(fromClanId), new ClanId(toClanId));
        }
    }
}
