package dev.warfront.war.postgres;

import dev.warfront.kernel.ClanId;
import dev.warfront.outbox.postgres.EventMapping;
import dev.warfront.outbox.postgres.Published;
import dev.warfront.war.LandTransfer;
import dev.warfront.war.WarEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How the events of wars look on `war.lifecycle` and in the event log.
@Component
final class WarEventMapping implements EventMapping<WarEvent> {

    @Override
    public Class<WarEvent> type() {
        return WarEvent.class;
    }

    @Override
    public Published map(WarEvent event) {
        return switch (event) {
            case WarEvent.Declared declared -> published("war.declared", declared, declared(declared));
            case WarEvent.PhaseChanged changed -> published("war.phase_changed", changed, changed(changed));
            case WarEvent.Ended ended -> published("war.ended", ended, ended(ended));
        };
    }

    private static Published published(String type, WarEvent event, Object payload) {
        var id = event.war().value();
        return new Published(type, 1, "war", id, WarEvent.FEED, id.toString(), payload);
    }

    private static DeclaredJson declared(WarEvent.Declared event) {
        var terms = event.terms();
        return new DeclaredJson(
                terms.id().value(),
                terms.leads().attacker().value(),
                terms.leads().defender().value(),
                terms.targets().stream().map(id -> id.value()).toList(),
                terms.declaredAt(),
                terms.type().name(),
                terms.cost(),
                event.preparationAt(),
                event.activeAt(),
                terms.declaredBy().value());
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

    private static TransferJson transfer(LandTransfer transfer) {
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
            UUID declaredBy) {}

    record PhaseChangedJson(
            UUID warId,
            String from,
            String to,
            int phaseEpoch,
            Instant changedAt,
            Instant effectiveAt,
            @Nullable Instant deadlineAt,
            String reason) {}

    record EndedJson(
            UUID warId,
            String endReason,
            String outcome,
            @Nullable UUID winnerClanId,
            long attackerScore,
            long defenderScore,
            List<TransferJson> transfers,
            Instant endedAt) {}

    record TransferJson(UUID territoryId, UUID fromClanId, UUID toClanId) {}
}
