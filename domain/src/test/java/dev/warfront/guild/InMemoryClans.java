package dev.warfront.guild;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.StaleWrite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Clans as they are; who is in them, others know.
final class InMemoryClans implements Clans, ClanDirectory, ClanStore {
    private final Map<ClanId, Clan> clans = new LinkedHashMap<>();
    private final List<Grant> grants = new ArrayList<>();
    private final InMemoryMemberships memberships;

    InMemoryClans(InMemoryMemberships memberships) {
        this.memberships = memberships;
    }

    void put(Clan clan) {
        clans.put(clan.id(), clan);
    }

    Optional<Clan> get(ClanId id) {
        return Optional.ofNullable(clans.get(id));
    }

    List<Clan> all() {
        return List.copyOf(clans.values());
    }

    List<Grant> grants() {
        return List.copyOf(grants);
    }

    @Override
    public Mono<Clan> find(ClanId id) {
        return Mono.fromSupplier(() -> clans.get(id));
    }

    @Override
    public Mono<Clan> lock(ClanId id) {
        return find(id);
    }

    @Override
    public Mono<List<Clan>> lockAll(Collection<ClanId> ids) {
        return Mono.fromSupplier(() -> ids.stream()
                .distinct()
                .sorted(Comparator.comparing(id -> id.value().toString()))
                .map(clans::get)
                .filter(Objects::nonNull)
                .toList());
    }

    @Override
    public Mono<Member> membershipOf(PlayerId player) {
        return Mono.defer(() -> Mono.justOrEmpty(memberships.of(player)));
    }

    @Override
    public Flux<Member> membersOf(ClanId clan) {
        return Flux.defer(() -> Flux.fromStream(memberships.in(clan)));
    }

    @Override
    public Mono<Page<Member>> members(ClanId clan, PageRequest page) {
        return Mono.fromSupplier(() -> {
            var from = page.cursor() == null ? 0 : Integer.parseInt(page.cursor());
            var all = memberships.in(clan).toList();
            var to = Math.min(all.size(), from + page.limit());
            return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
        });
    }

    @Override
    public Mono<Page<Clan>> list(Filter filter, PageRequest page) {
        return Mono.fromSupplier(() -> {
            var from = page.cursor() == null ? "" : page.cursor();
            var rest = clans.values().stream()
                    .filter(clan -> clan.status() != ClanStatus.DISBANDED)
                    .filter(clan -> filter.region() == null || filter.region().equals(clan.region()))
                    .filter(clan -> key(filter, clan).startsWith(filter.prefix()))
                    .sorted(Comparator.comparing(clan -> key(filter, clan)))
                    .filter(clan -> key(filter, clan).compareTo(from) > 0)
                    .toList();
            var items = rest.stream().limit(page.limit()).toList();
            return new Page<>(items, items.size() < rest.size() ? key(filter, items.getLast()) : null);
        });
    }

    private static String key(Filter filter, Clan clan) {
        return switch (filter.key()) {
            case NAME -> clan.registration().nameKey();
            case TAG -> clan.registration().tagKey();
        };
    }

    @Override
    public Mono<Integer> activeMembers(ClanId clan, Instant since) {
        return Mono.fromSupplier(() -> (int) memberships
                .in(clan)
                .filter(member -> !member.lastActiveAt().isBefore(since))
                .count());
    }

    @Override
    public Mono<Void> add(Clan clan) {
        return Mono.fromRunnable(() -> {
            requireFree(NAME_KEY, ClanRegistration::nameKey, clan.registration());
            requireFree(TAG_KEY, ClanRegistration::tagKey, clan.registration());
            if (clans.containsKey(clan.id())) {
                throw new AlreadyTaken("guilds_pkey");
            }
            clans.put(clan.id(), clan);
        });
    }

    private void requireFree(String constraint, Function<ClanRegistration, String> key, ClanRegistration wanted) {
        if (clans.values().stream().map(Clan::registration).map(key).anyMatch(key.apply(wanted)::equals)) {
            throw new AlreadyTaken(constraint);
        }
    }

    @Override
    public Mono<Void> replace(Clan next) {
        return Mono.fromRunnable(() -> {
            var stored = clans.get(next.id());
            if (stored == null || stored.version() != next.version() - 1) {
                throw new StaleWrite("clan");
            }
            clans.put(next.id(), TestGuild.withTreasury(next, stored.treasury(), next.version()));
        });
    }

    @Override
    public Mono<Void> add(Grant grant) {
        return Mono.fromRunnable(() -> grants.add(grant));
    }
}
