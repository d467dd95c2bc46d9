package dev.warfront.territory;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.WarId;
import dev.warfront.outbox.InMemoryOutbox;
import dev.warfront.outbox.Outbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Land for tests of rules, one caller at a time. It rolls nothing back.
public final class InMemoryLand implements LandPorts, Territories, TerritoryStore, Claims, WorldMap, World {
    private static final Comparator<Territory> BY_ID =
            Comparator.comparing(land -> land.id().value().toString());

    private final Map<TerritoryId, Territory> lands = new LinkedHashMap<>();
    private final Set<Set<TerritoryId>> borders = new HashSet<>();
    private final List<OwnershipPeriod> periods = new ArrayList<>();
    private final Map<Claim.Id, Claim> claims = new LinkedHashMap<>();
    private final Map<TerritoryId, AuthoredTerritory> authored = new LinkedHashMap<>();
    private final InMemoryOutbox outbox = new InMemoryOutbox();

    public Territory land(TerritoryId id) {
        return Objects.requireNonNull(lands.get(id));
    }

    public Claim claim(Claim.Id id) {
        return Objects.requireNonNull(claims.get(id));
    }

    public List<OwnershipPeriod> periods(TerritoryId id) {
        return periods.stream().filter(period -> period.territory().equals(id)).toList();
    }

    public InMemoryOutbox events() {
        return outbox;
    }

    @Override
    public Mono<Void> put(Territory land) {
        return Mono.fromRunnable(() -> {
            lands.put(land.id(), land);
            periods.add(new OwnershipPeriod(
                    land.id(), land.owner(), TestLand.NOW, null, OwnershipPeriod.Reason.WORLD, null));
        });
    }

    @Override
    public Mono<Void> join(TerritoryId one, TerritoryId other) {
        return Mono.fromRunnable(() -> borders.add(Set.of(one, other)));
    }

    @Override
    public Mono<List<String>> eventTypes(TerritoryId territory) {
        return Mono.fromSupplier(() -> outbox.events(TerritoryEvent.class).stream()
                .filter(event -> event.territory().equals(territory))
                .map(InMemoryLand::typeOf)
                .toList());
    }

    private static String typeOf(TerritoryEvent event) {
        return switch (event) {
            case TerritoryEvent.TerritoryClaimed _ -> "territory.claimed";
            case TerritoryEvent.ClaimLost _ -> "territory.claim_lost";
            case TerritoryEvent.TerritoryTransferred _ -> "territory.transferred";
            case TerritoryEvent.TerritoryAbandoned _ -> "territory.abandoned";
            case TerritoryEvent.TerritoryContested _ -> "territory.contested";
        };
    }

    @Override
    public Mono<Territory> find(TerritoryId id) {
        return Mono.fromSupplier(() -> lands.get(id));
    }

    @Override
    public Mono<List<Territory>> findAll(Collection<TerritoryId> ids) {
        return Mono.fromSupplier(() -> all(land -> ids.contains(land.id())));
    }

    @Override
    public Mono<Territory> lock(TerritoryId id) {
        return find(id);
    }

    @Override
    public Mono<List<Territory>> lockAll(Collection<TerritoryId> ids) {
        return findAll(ids);
    }

    @Override
    public Mono<Integer> countOwnedBy(ClanId clan) {
        return Mono.fromSupplier(() -> ownedBy(clan).size());
    }

    @Override
    public Mono<Map<ClanId, Integer>> countOwnedByEach(Collection<ClanId> clans) {
        return Mono.fromSupplier(() -> clans.stream()
                .distinct()
                .collect(Collectors.toMap(clan -> clan, clan -> ownedBy(clan).size())));
    }

    @Override
    public Mono<List<TerritoryId>> unreachable(ClanId clan, Collection<TerritoryId> ids, double reachM) {
        return Mono.fromSupplier(() -> {
            var own = ownedBy(clan);
            return all(land -> ids.contains(land.id())
                            && !own.isEmpty()
                            && own.stream().noneMatch(base -> reaches(base, land, reachM)))
                    .stream()
                    .map(Territory::id)
                    .toList();
        });
    }

    private boolean reaches(Territory base, Territory land, double reachM) {
        return base.location().distanceTo(land.location()) <= reachM
                || (!base.id().equals(land.id()) && borders.contains(Set.of(base.id(), land.id())));
    }

    @Override
    public Mono<List<Territory>> lockOf(WarId war) {
        return Mono.fromSupplier(() -> all(land -> war.equals(land.lockedBy())));
    }

    @Override
    public Mono<List<Territory>> lockOf(ClanId owner) {
        return Mono.fromSupplier(() -> all(land -> owner.equals(land.owner())));
    }

    @Override
    public Mono<Void> replace(Territory next) {
        return Mono.fromRunnable(() -> {
            var stored = lands.get(next.id());
            if (stored == null || stored.version() != next.version() - 1) {
                throw new StaleWrite("territory");
            }
            lands.put(next.id(), next);
        });
    }

    @Override
    public Mono<Void> pass(Territory next, OwnershipPeriod.Reason reason, @Nullable UUID reference, Instant at) {
        return replace(next).then(Mono.fromRunnable(() -> {
            var open = openPeriod(next.id());
            var end = at.isAfter(open.from()) ? at : open.from().plusMillis(1);
            periods.remove(open);
            periods.add(new OwnershipPeriod(
                    open.territory(), open.owner(), open.from(), end, open.reason(), open.reference()));
            periods.add(new OwnershipPeriod(next.id(), next.owner(), end, null, reason, reference));
        }));
    }

    private OwnershipPeriod openPeriod(TerritoryId id) {
        return periods.stream()
                .filter(period -> period.territory().equals(id) && period.until() == null)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Mono<Claim> find(Claim.Id id) {
        return Mono.fromSupplier(() -> claims.get(id));
    }

    @Override
    public Mono<List<Claim>> running(TerritoryId territory) {
        return Mono.fromSupplier(() -> runningClaims()
                .filter(claim -> claim.territory().equals(territory))
                .sorted(Claim.FIRST_TO_FINISH)
                .toList());
    }

    @Override
    public Mono<Integer> countRunning(ClanId clan) {
        return Mono.fromSupplier(() ->
                (int) runningClaims().filter(claim -> claim.clan().equals(clan)).count());
    }

    @Override
    public Mono<Void> add(Claim claim) {
        return Mono.fromRunnable(() -> {
            if (claims.values().stream().anyMatch(other -> isTwin(other, claim))) {
                throw new AlreadyTaken("territory_claims_one_running");
            }
            claims.put(claim.id(), claim);
        });
    }

    private static boolean isTwin(Claim one, Claim other) {
        return one.status() == Claim.Status.RUNNING
                && one.territory().equals(other.territory())
                && one.clan().equals(other.clan());
    }

    @Override
    public Mono<Void> finish(Claim claim) {
        return Mono.fromRunnable(() -> {
            var stored = claims.get(claim.id());
            if (stored == null || stored.status() != Claim.Status.RUNNING) {
                throw new StaleWrite("claim");
            }
            claims.put(claim.id(), claim);
        });
    }

    private Stream<Claim> runningClaims() {
        return claims.values().stream().filter(claim -> claim.status() == Claim.Status.RUNNING);
    }

    @Override
    public Mono<Page<Territory>> list(WorldMap.Filter filter, PageRequest page) {
        return Mono.fromSupplier(() -> {
            var from = page.cursor() == null ? "" : page.cursor();
            var rest = all(land -> land.active() && matches(filter, land)).stream()
                    .sorted(Comparator.comparing(Territory::name))
                    .filter(land -> land.name().compareTo(from) > 0)
                    .toList();
            var items = rest.stream().limit(page.limit()).toList();
            return new Page<>(
                    items, items.size() < rest.size() ? items.getLast().name() : null);
        });
    }

    @Override
    public Mono<List<Nearby>> near(double x, double y, WorldMap.Vicinity vicinity, WorldMap.Filter filter) {
        return Mono.fromSupplier(() -> {
            var here = new Location(x, y, 0);
            var reach = vicinity instanceof WorldMap.Vicinity.Within(var radius) ? radius : Double.MAX_VALUE;
            return all(land -> land.active() && matches(filter, land)).stream()
                    .map(land -> new Nearby(land, land.location().distanceTo(here)))
                    .filter(nearby -> nearby.distanceM() <= reach)
                    .sorted(Comparator.comparing(Nearby::distanceM)
                            .thenComparing(
                                    nearby -> nearby.territory().id().value().toString()))
                    .limit(vicinity instanceof WorldMap.Vicinity.Nearest(var k) ? k : WorldMap.Vicinity.MOST)
                    .toList();
        });
    }

    @Override
    public Mono<List<Territory>> neighbours(TerritoryId territory) {
        return Mono.fromSupplier(() -> all(land ->
                        land.active() && !land.id().equals(territory) && borders.contains(Set.of(territory, land.id())))
                .stream()
                .sorted(Comparator.comparing(Territory::name))
                .toList());
    }

    @Override
    public Mono<Page<OwnershipPeriod>> history(TerritoryId territory, PageRequest page) {
        return Mono.fromSupplier(() -> {
            var all = periods(territory).reversed();
            var from = page.cursor() == null ? 0 : Integer.parseInt(page.cursor());
            var to = Math.min(all.size(), from + page.limit());
            return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
        });
    }

    private static boolean matches(WorldMap.Filter filter, Territory land) {
        return (filter.owner() == null || filter.owner().equals(land.owner()))
                && (filter.state() == null || filter.state() == land.state())
                && (filter.type() == null || filter.type() == land.type())
                && (filter.region() == null || filter.region().equals(land.region()));
    }

    /// Knows additions and changes of names only.
    @Override
    public Mono<Loaded> load(List<AuthoredTerritory> world, Instant at) {
        return Mono.fromSupplier(() -> {
            var added = 0;
            var changed = 0;
            for (var territory : world) {
                var before = authored.put(territory.id(), territory);
                if (before == null) {
                    added++;
                } else if (!before.equals(territory)) {
                    changed++;
                }
            }
            var ids = world.stream().map(AuthoredTerritory::id).toList();
            var retired = authored.size() - ids.size();
            authored.keySet().retainAll(ids);
            return new Loaded(added, changed, retired);
        });
    }

    private List<Territory> ownedBy(ClanId clan) {
        return all(land -> clan.equals(land.owner()) && land.active());
    }

    private List<Territory> all(Predicate<Territory> wanted) {
        return lands.values().stream().filter(wanted).sorted(BY_ID).toList();
    }

    @Override
    public Territories territories() {
        return this;
    }

    @Override
    public TerritoryStore store() {
        return this;
    }

    @Override
    public Claims claims() {
        return this;
    }

    @Override
    public WorldMap map() {
        return this;
    }

    @Override
    public World world() {
        return this;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public Transactions transactions() {
        return new DirectTransactions();
    }
}
