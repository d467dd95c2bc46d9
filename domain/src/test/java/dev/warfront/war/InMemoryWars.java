package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Event;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/// Wars for tests of rules, one caller at a time. It rolls nothing back.
public final class InMemoryWars implements Wars, WarLog, ContestedLands, Participants {
    private final Map<WarId, War> wars = new LinkedHashMap<>();
    private final Map<WarId, Map<TerritoryId, ContestedLand>> lands = new LinkedHashMap<>();
    private final Map<WarId, Map<PlayerId, Entrant>> participants = new LinkedHashMap<>();
    private final Map<WarId, List<LandTransfer>> transfers = new LinkedHashMap<>();
    private final Map<WarId, List<Event>> log = new LinkedHashMap<>();

    public Collection<War> all() {
        return List.copyOf(wars.values());
    }

    public War war(WarId id) {
        return Objects.requireNonNull(wars.get(id));
    }

    public List<Event> log(WarId id) {
        return List.copyOf(log.getOrDefault(id, List.of()));
    }

    public Map<PlayerId, Entrant> participantsOf(WarId id) {
        return Map.copyOf(participants.getOrDefault(id, Map.of()));
    }

    @Override
    public Mono<War> find(WarId id) {
        return Mono.fromSupplier(() -> wars.get(id));
    }

    @Override
    public Mono<War> lock(WarId id) {
        return find(id);
    }

    @Override
    public Mono<Void> create(War.Declared war, List<ContestedLand> land) {
        return Mono.fromRunnable(() -> {
            wars.put(war.id(), war);
            lands.put(war.id(), new LinkedHashMap<>());
            land.forEach(one -> landOf(war.id()).put(one.territory(), one));
        });
    }

    @Override
    public Mono<Void> save(War next) {
        return Mono.fromRunnable(() -> {
            if (war(next.id()).version() != next.version() - 1) {
                throw new StaleWrite("war");
            }
            wars.put(next.id(), next);
        });
    }

    @Override
    public Mono<History> historyOf(ClanId attacker, ClanId defender) {
        return Mono.fromSupplier(() -> {
            var open = open().filter(war -> isPair(war, attacker, defender)).findFirst();
            var lastEndedAt = wars.values().stream()
                    .filter(war -> isPair(war, attacker, defender))
                    .filter(War.Ended.class::isInstance)
                    .map(war -> ((War.Ended) war).endedAt())
                    .max(Comparator.<Instant>naturalOrder());
            var offensive = open().filter(war -> war.leads().attacker().equals(attacker))
                    .count();
            var total = open().filter(war -> war.leads().sideOf(attacker).isPresent())
                    .count();
            var defensive = open().filter(war -> war.leads().defender().equals(defender))
                    .count();
            return new History(
                    open.map(War::id).orElse(null),
                    lastEndedAt.orElse(null),
                    (int) offensive,
                    (int) total,
                    (int) defensive,
                    (int) open().count());
        });
    }

    @Override
    public Mono<List<War>> lockOpenOf(ClanId clan) {
        return Mono.fromSupplier(
                () -> open().filter(war -> war.leads().sideOf(clan).isPresent()).toList());
    }

    @Override
    public Mono<Boolean> anyOpenOf(ClanId clan) {
        return lockOpenOf(clan).map(open -> !open.isEmpty());
    }

    @Override
    public Mono<Void> append(WarId war, List<? extends Event> events) {
        return Mono.fromRunnable(
                () -> log.computeIfAbsent(war, _ -> new ArrayList<>()).addAll(events));
    }

    @Override
    public Mono<List<ContestedLand>> of(WarId war) {
        return Mono.fromSupplier(() -> List.copyOf(landOf(war).values()));
    }

    @Override
    public Mono<ContestedLand> find(WarId war, TerritoryId territory) {
        return Mono.fromSupplier(() -> landOf(war).get(territory));
    }

    @Override
    public Mono<Boolean> replace(WarId war, ContestedLand next) {
        return Mono.fromSupplier(() -> {
            var stored = landOf(war).get(next.territory());
            if (stored == null || stored.version() != next.version() - 1) {
                return false;
            }
            landOf(war).put(next.territory(), next);
            return true;
        });
    }

    @Override
    public Mono<Void> fortify(WarId war, Map<TerritoryId, Integer> levels) {
        return Mono.fromRunnable(() -> landOf(war)
                .replaceAll((id, land) -> new ContestedLand(
                        id,
                        land.kind(),
                        land.initialOwner(),
                        land.holder(),
                        land.holderSide(),
                        land.capturedAt(),
                        land.lockedUntil(),
                        levels.getOrDefault(id, land.defenseLevel()),
                        land.captureCount(),
                        land.version())));
    }

    @Override
    public Mono<Void> settle(WarId war, List<LandTransfer> moved) {
        return Mono.fromRunnable(() -> transfers.put(war, moved));
    }

    @Override
    public Mono<List<LandTransfer>> settled(WarId war) {
        return Mono.fromSupplier(() -> transfers.getOrDefault(war, List.of()));
    }

    @Override
    public Mono<Void> enlist(WarId war, List<Entrant> entrants) {
        return Mono.fromRunnable(
                () -> entrants.forEach(one -> participantsIn(war).put(one.player(), one)));
    }

    @Override
    public Mono<Void> join(WarId war, Entrant entrant, int sideMax) {
        return Mono.fromRunnable(() -> participantsIn(war).putIfAbsent(entrant.player(), entrant));
    }

    @Override
    public Mono<Void> leave(WarId war, ClanId clan, PlayerId player, ParticipantStatus status) {
        return Mono.fromRunnable(() -> participantsIn(war).remove(player));
    }

    @Override
    public Mono<Void> tally(WarId war, FinalTotals totals) {
        return Mono.empty();
    }

    private Stream<War> open() {
        return wars.values().stream().filter(war -> war.status() != WarStatus.ENDED);
    }

    private static boolean isPair(War war, ClanId one, ClanId other) {
        return war.leads().sideOf(one).isPresent() && war.leads().sideOf(other).isPresent();
    }

    private Map<TerritoryId, ContestedLand> landOf(WarId war) {
        return lands.computeIfAbsent(war, _ -> new LinkedHashMap<>());
    }

    private Map<PlayerId, Entrant> participantsIn(WarId war) {
        return participants.computeIfAbsent(war, _ -> new LinkedHashMap<>());
    }
}
