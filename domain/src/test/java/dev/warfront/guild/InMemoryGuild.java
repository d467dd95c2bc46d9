package dev.warfront.guild;

import dev.warfront.guild.Member.LeaveReason;
import dev.warfront.guild.MembershipHistory.Departure;
import dev.warfront.identity.Presence;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.InsufficientFunds;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Clans for tests of rules, one caller at a time. It holds its promises only as long as nothing fails: it rolls
/// nothing back.
public final class InMemoryGuild implements GuildPorts, Clans, ClanStore, Memberships, Invitations, Treasury, Presence {
    private static final Comparator<Member> BY_RANK = Comparator.comparing(
                    (Member member) -> -member.rank().power())
            .thenComparing(Member::joinedAt)
            .thenComparing(member -> member.player().value().toString());

    private final Map<ClanId, Clan> clans = new LinkedHashMap<>();
    private final Map<PlayerId, Member> present = new LinkedHashMap<>();
    private final List<Ended> ended = new ArrayList<>();
    private final Map<Invitation.Id, Invitation> invitations = new LinkedHashMap<>();
    private final Map<Entry, Long> ledger = new LinkedHashMap<>();
    private final Map<Entry, Long> burned = new HashMap<>();
    private final List<Grant> grants = new ArrayList<>();

    private record Ended(Member member, LeaveReason reason, Instant at) {}

    private record Entry(ClanId clan, String reason, UUID reference) {}

    /// A clan and its members as they are.
    public void put(Clan clan, Member... members) {
        clans.put(clan.id(), clan);
        for (var member : members) {
            present.put(member.player(), member);
        }
    }

    public void put(Invitation invitation) {
        invitations.put(invitation.id(), invitation);
    }

    public Clan clan(ClanId id) {
        return Objects.requireNonNull(clans.get(id));
    }

    public Optional<Member> member(PlayerId player) {
        return Optional.ofNullable(present.get(player));
    }

    public Invitation invitation(Invitation.Id id) {
        return Objects.requireNonNull(invitations.get(id));
    }

    public List<Grant> grants() {
        return List.copyOf(grants);
    }

    public List<Clan> all() {
        return List.copyOf(clans.values());
    }

    public List<Member> presentIn(ClanId clan) {
        return membersIn(clan).toList();
    }

    public long ledgerSum(ClanId clan) {
        return ledger.entrySet().stream()
                .filter(entry -> entry.getKey().clan().equals(clan))
                .mapToLong(Map.Entry::getValue)
                .sum();
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
        return Mono.fromSupplier(() -> present.get(player));
    }

    @Override
    public Flux<Member> membersOf(ClanId clan) {
        return Flux.defer(() -> Flux.fromStream(membersIn(clan)));
    }

    @Override
    public Mono<Page<Member>> members(ClanId clan, PageRequest page) {
        return Mono.fromSupplier(() -> {
            var from = page.cursor() == null ? 0 : Integer.parseInt(page.cursor());
            var all = membersIn(clan).toList();
            var to = Math.min(all.size(), from + page.limit());
            return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
        });
    }

    @Override
    public Mono<Integer> activeMembers(ClanId clan, Instant since) {
        return Mono.fromSupplier(() -> (int) membersIn(clan)
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

    @Override
    public Mono<MembershipHistory> lock(PlayerId player) {
        return Mono.fromSupplier(() -> new MembershipHistory(
                player,
                member(player),
                ended.stream()
                        .filter(end -> end.member().player().equals(player) && end.reason() == LeaveReason.LEFT)
                        .map(end -> new Departure(end.member().clan(), end.at()))
                        .toList()));
    }

    @Override
    public Mono<Member> find(ClanId clan, PlayerId player) {
        return membershipOf(player).filter(member -> member.clan().equals(clan));
    }

    @Override
    public Mono<Void> add(Member member) {
        return Mono.fromRunnable(() -> {
            if (present.putIfAbsent(member.player(), member) != null) {
                throw new AlreadyTaken("guild_members_one_clan");
            }
        });
    }

    @Override
    public Mono<Void> replace(Member next) {
        return Mono.fromRunnable(() -> {
            requireVersion(next.player(), next.version() - 1);
            present.put(next.player(), next);
        });
    }

    @Override
    public Mono<Void> remove(Member member, LeaveReason reason, Instant at) {
        return Mono.fromRunnable(() -> {
            requireVersion(member.player(), member.version());
            present.remove(member.player());
            ended.add(new Ended(member, reason, at));
        });
    }

    private void requireVersion(PlayerId player, long version) {
        var stored = present.get(player);
        if (stored == null || stored.version() != version) {
            throw new StaleWrite("member");
        }
    }

    @Override
    public Mono<Invitation> find(Invitation.Id id) {
        return Mono.fromSupplier(() -> invitations.get(id));
    }

    @Override
    public Mono<Invitation> pending(ClanId clan, PlayerId player) {
        return Mono.defer(() -> Mono.justOrEmpty(pendingOf(clan)
                .filter(invitation -> invitation.player().equals(player))
                .findFirst()));
    }

    @Override
    public Mono<Integer> countPending(ClanId clan, Instant now) {
        return Mono.fromSupplier(() -> (int)
                pendingOf(clan).filter(invitation -> !invitation.isExpired(now)).count());
    }

    @Override
    public Mono<Void> add(Invitation invitation) {
        return Mono.fromRunnable(() -> {
            if (pendingOf(invitation.clan()).anyMatch(other -> other.player().equals(invitation.player()))) {
                throw new AlreadyTaken("guild_invitations_one_pending");
            }
            put(invitation);
        });
    }

    @Override
    public Mono<Void> replace(Invitation next) {
        return Mono.fromRunnable(() -> {
            var stored = invitations.get(next.id());
            if (stored == null || stored.version() != next.version() - 1) {
                throw new StaleWrite("invitation");
            }
            invitations.put(next.id(), next);
        });
    }

    @Override
    public Mono<Void> revokeAll(ClanId clan) {
        return Mono.fromRunnable(() -> pendingOf(clan)
                .map(invitation -> invitation.becomes(Invitation.Status.REVOKED))
                .toList()
                .forEach(this::put));
    }

    @Override
    public Mono<Void> debit(ClanId clan, long credits, String reason, UUID reference) {
        var wanted = positive(credits);
        return Mono.fromRunnable(() -> {
            var entry = new Entry(clan, reason, reference);
            var stored = clans.get(clan);
            if (!ledger.containsKey(entry)) {
                if (stored == null || stored.treasury() < wanted) {
                    throw new InsufficientFunds("treasury of clan " + clan.value());
                }
                book(entry, stored, -wanted);
            }
        });
    }

    @Override
    public Mono<Credit> credit(ClanId clan, long credits, String reason, UUID reference) {
        var given = positive(credits);
        return Mono.fromSupplier(() -> {
            var entry = new Entry(clan, reason, reference);
            var stored = clans.get(clan);
            if (stored == null) {
                return new Credit(0, given);
            }
            if (!ledger.containsKey(entry)) {
                var credit = Credit.into(stored.treasury(), given);
                book(entry, stored, credit.kept());
                burned.put(entry, credit.burned());
            }
            return new Credit(ledger.getOrDefault(entry, 0L), burned.getOrDefault(entry, 0L));
        });
    }

    private void book(Entry entry, Clan stored, long credits) {
        ledger.put(entry, credits);
        clans.put(
                stored.id(),
                TestGuild.withTreasury(stored, Math.addExact(stored.treasury(), credits), stored.version() + 1));
    }

    /// What of all credits to a clan did not fit.
    public long burned(ClanId clan) {
        return burned.entrySet().stream()
                .filter(entry -> entry.getKey().clan().equals(clan))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static long positive(long credits) {
        if (credits <= 0) {
            throw new IllegalArgumentException("credits " + credits);
        }
        return credits;
    }

    @Override
    public Mono<Void> seen(PlayerId player, Instant at) {
        return Mono.fromRunnable(() -> present.computeIfPresent(player, (_, member) -> {
            var isNews = !member.lastActiveAt().isAfter(at.minus(Duration.ofMinutes(1)));
            return new Member(
                    member.clan(),
                    player,
                    member.rank(),
                    member.joinedAt(),
                    isNews ? at : member.lastActiveAt(),
                    member.contribution(),
                    member.version());
        }));
    }

    private Stream<Member> membersIn(ClanId clan) {
        return present.values().stream()
                .filter(member -> member.clan().equals(clan))
                .sorted(BY_RANK);
    }

    private Stream<Invitation> pendingOf(ClanId clan) {
        return invitations.values().stream()
                .filter(invitation ->
                        invitation.clan().equals(clan) && invitation.status() == Invitation.Status.PENDING);
    }

    @Override
    public Clans clans() {
        return this;
    }

    @Override
    public ClanStore clanStore() {
        return this;
    }

    @Override
    public Memberships memberships() {
        return this;
    }

    @Override
    public Invitations invitations() {
        return this;
    }

    @Override
    public Treasury treasury() {
        return this;
    }

    @Override
    public Presence presence() {
        return this;
    }

    @Override
    public Transactions transactions() {
        return new DirectTransactions();
    }
}
