package dev.warfront.war;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Event;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.WarLand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Wars for tests of rules, one caller at a time. It rolls nothing back.
public final class InMemoryWars implements Wars, WarLog, ContestedLands, Participants {
    private final Map<WarId, War> wars = new LinkedHashMap<>();
    private final Map<WarId, List<SideClan>> allies = new HashMap<>();
    private final Map<WarId, Map<TerritoryId, ContestedLand>> lands = new LinkedHashMap<>();
    private final Map<WarId, Map<PlayerId, Row>> participants = new LinkedHashMap<>();
    private final Map<WarId, Long> rosterChanges = new HashMap<>();
    private final Map<WarId, List<WarLand.Transfer>> transfers = new LinkedHashMap<>();
    private final Map<WarId, List<Event>> log = new LinkedHashMap<>();

    public Collection<War> all() {
        return List.copyOf(wars.values());
    }

    public War war(WarId id) {
        return Objects.requireNonNull(wars.get(id));
    }

    /// A clan beside the lead clan of a side.
    public void ally(WarId war, ClanId clan, Side side) {
        allies.computeIfAbsent(war, _ -> new ArrayList<>()).add(new SideClan(clan, side));
    }

    public List<Event> log(WarId id) {
        return List.copyOf(log.getOrDefault(id, List.of()));
    }

    /// Everybody on a side, with or without a place.
    public Map<PlayerId, Entrant> participantsOf(WarId id) {
        return participants.getOrDefault(id, Map.of()).values().stream()
                .map(Row::entrant)
                .collect(Collectors.toMap(Entrant::player, Function.identity()));
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
    public Mono<Void> add(War.Declared war, List<ContestedLand> land) {
        return Mono.fromRunnable(() -> {
            if (wars.containsKey(war.id())) {
                throw new AlreadyTaken("clan_wars_pkey");
            }
            if (open().anyMatch(other ->
                    isPair(other, war.leads().attacker(), war.leads().defender()))) {
                throw new AlreadyTaken(OPEN_PAIR_KEY);
            }
            wars.put(war.id(), war);
            lands.put(war.id(), new LinkedHashMap<>());
            land.forEach(one -> landOf(war.id()).put(one.territory(), one));
        });
    }

    @Override
    public Mono<Void> replace(War next) {
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
            var total = open().filter(
                            war -> parties(war).anyMatch(one -> one.clan().equals(attacker)))
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
    public Mono<List<Engagement>> lockOpenOf(ClanId clan) {
        return Mono.fromSupplier(() -> open().flatMap(war ->
                        parties(war).filter(one -> one.clan().equals(clan)).map(one -> new Engagement(war, one.side())))
                .toList());
    }

    @Override
    public Mono<Boolean> anyOpenOf(ClanId clan) {
        return lockOpenOf(clan).map(open -> !open.isEmpty());
    }

    @Override
    public Mono<List<SideClan>> clansOf(WarId war) {
        return find(war).map(found -> parties(found).toList()).defaultIfEmpty(List.of());
    }

    private Stream<SideClan> parties(War war) {
        var leads =
                Stream.of(Side.values()).map(side -> new SideClan(war.leads().of(side), side));
        return Stream.concat(leads, allies.getOrDefault(war.id(), List.of()).stream());
    }

    @Override
    public Mono<List<Entry>> after(WarId war, long afterSeq, int limit) {
        return Mono.fromSupplier(() -> {
            var events = log(war);
            return IntStream.range(0, events.size())
                    .filter(i -> i >= afterSeq)
                    .limit(limit)
                    .mapToObj(i -> entry(i + 1, events.get(i)))
                    .toList();
        });
    }

    private static Entry entry(long seq, Event event) {
        var own = event instanceof WarEvent war ? war : null;
        return new Entry(seq, event.occurredAt(), event.getClass().getSimpleName(), own);
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
    public Mono<Void> replace(WarId war, ContestedLand next) {
        return Mono.fromRunnable(() -> {
            var stored = landOf(war).get(next.territory());
            if (stored == null || stored.version() != next.version() - 1) {
                throw new StaleWrite("land");
            }
            landOf(war).put(next.territory(), next);
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
    public Mono<Void> settle(WarId war, List<WarLand.Transfer> moved) {
        return Mono.fromRunnable(() -> transfers.put(war, moved));
    }

    @Override
    public Mono<List<WarLand.Transfer>> settled(WarId war) {
        return Mono.fromSupplier(() -> transfers.getOrDefault(war, List.of()));
    }

    @Override
    public Mono<Void> enlist(WarId war, List<Entrant> entrants, Instant from) {
        return changing(war, rows -> entrants.forEach(one -> rows.putIfAbsent(one.player(), Row.entering(one, from))));
    }

    @Override
    public Mono<Boolean> join(WarId war, Entrant entrant, int sideMax) {
        return changing(war, rows -> {
                    var known = rows.get(entrant.player());
                    if (known != null && known.entrant().side() != entrant.side()) {
                        rows.put(entrant.player(), known.changedSides(true));
                        return;
                    }
                    var taken = rows.values().stream()
                            .filter(row -> row.entrant().side() == entrant.side())
                            .filter(row -> row.status() == ParticipantStatus.ACTIVE
                                    && row.entrant().place())
                            .count();
                    var place = taken < sideMax;
                    var next = new Entrant(
                            entrant.player(),
                            entrant.clan(),
                            entrant.side(),
                            entrant.joinedAt(),
                            place ? entrant.eligibleFrom() : null,
                            place);
                    var entering = Row.entering(next, entrant.joinedAt());
                    rows.put(entrant.player(), known == null ? entering : entering.behind(known.intervals()));
                })
                .then(Mono.fromSupplier(() -> isOnRoster(war, entrant)));
    }

    private boolean isOnRoster(WarId war, Entrant entrant) {
        var row = Objects.requireNonNull(participants.get(war)).get(entrant.player());
        return row != null
                && row.status() == ParticipantStatus.ACTIVE
                && row.entrant().place()
                && row.entrant().side() == entrant.side();
    }

    @Override
    public Mono<Void> leave(WarId war, ClanId clan, PlayerId player, ParticipantStatus status, Instant at) {
        return changing(
                war,
                rows -> rows.computeIfPresent(
                        player,
                        (_, row) -> row.entrant().clan().equals(clan) && row.status() == ParticipantStatus.ACTIVE
                                ? row.left(status, at)
                                : row.changedSides(false)));
    }

    @Override
    public Mono<Void> entitle(WarId war, ClanId clan, PlayerId player, @Nullable Instant eligibleFrom, Instant at) {
        return changing(
                war,
                rows -> rows.computeIfPresent(
                        player,
                        (_, row) -> row.entrant().clan().equals(clan)
                                        && row.status() == ParticipantStatus.ACTIVE
                                        && row.entrant().place()
                                        && (row.entrant().eligibleFrom() == null) != (eligibleFrom == null)
                                ? row.entitled(eligibleFrom, at)
                                : row));
    }

    @Override
    public Mono<Void> tally(WarId war, FinalTotals totals) {
        return Mono.empty();
    }

    /// Rosters of wars.
    public Rosters rosters() {
        return (war, since) -> Mono.fromSupplier(() -> wars.get(war) == null ? null : roster(war, since));
    }

    private Roster roster(WarId war, Instant since) {
        var entries = new HashMap<PlayerId, Roster.Entry>();
        participants.getOrDefault(war, Map.of()).forEach((player, row) -> {
            if (row.entrant().place() || !row.intervals().isEmpty()) {
                entries.put(player, row.since(since).entry());
            }
        });
        return new Roster(war, rosterChanges.getOrDefault(war, 0L), entries);
    }

    private Mono<Void> changing(WarId war, Consumer<Map<PlayerId, Row>> change) {
        return Mono.fromRunnable(() -> {
            change.accept(participants.computeIfAbsent(war, _ -> new LinkedHashMap<>()));
            rosterChanges.merge(war, 1L, Long::sum);
        });
    }

    private record Row(
            Entrant entrant, ParticipantStatus status, boolean changedSides, List<Roster.Interval> intervals) {
        static Row entering(Entrant entrant, Instant from) {
            var intervals = entrant.place()
                    ? List.of(new Roster.Interval(from, null, entrant.eligibleFrom()))
                    : List.<Roster.Interval>of();
            return new Row(entrant, ParticipantStatus.ACTIVE, false, intervals);
        }

        Row behind(List<Roster.Interval> earlier) {
            return new Row(
                    entrant,
                    status,
                    changedSides,
                    Stream.concat(earlier.stream(), intervals.stream()).toList());
        }

        Row since(Instant since) {
            var later = intervals.stream()
                    .filter(each -> each.until() == null || each.until().isAfter(since))
                    .toList();
            return new Row(entrant, status, changedSides, later);
        }

        Row changedSides(boolean changed) {
            return new Row(entrant, status, changed, intervals);
        }

        Row left(ParticipantStatus how, Instant at) {
            return new Row(entrant, how, false, closed(at));
        }

        Row entitled(@Nullable Instant eligibleFrom, Instant at) {
            var next = new Entrant(
                    entrant.player(), entrant.clan(), entrant.side(), entrant.joinedAt(), eligibleFrom, true);
            var before = closed(at).stream()
                    .filter(each -> each.from().isBefore(at)) // one that began at the same instant is replaced
                    .toList();
            return entering(next, at).behind(before);
        }

        private List<Roster.Interval> closed(Instant at) {
            return intervals.stream()
                    .map(each ->
                            each.until() == null ? new Roster.Interval(each.from(), at, each.eligibleFrom()) : each)
                    .toList();
        }

        Roster.Entry entry() {
            return new Roster.Entry(entrant.clan(), entrant.side(), status, intervals, changedSides);
        }
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
}
