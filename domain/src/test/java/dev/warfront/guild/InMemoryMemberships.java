package dev.warfront.guild;

import dev.warfront.guild.Member.LeaveReason;
import dev.warfront.guild.MembershipHistory.Departure;
import dev.warfront.identity.Presence;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.StaleWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/// Who is in which clan, and who was.
final class InMemoryMemberships implements Memberships, Presence {
    private static final Comparator<Member> BY_RANK = Comparator.comparing(
                    (Member member) -> -member.rank().power())
            .thenComparing(Member::joinedAt)
            .thenComparing(member -> member.player().value().toString());

    private final Map<PlayerId, Member> present = new LinkedHashMap<>();
    private final List<Ended> ended = new ArrayList<>();

    private record Ended(Member member, LeaveReason reason, Instant at) {}

    void put(Member member) {
        present.put(member.player(), member);
    }

    Optional<Member> of(PlayerId player) {
        return Optional.ofNullable(present.get(player));
    }

    Stream<Member> in(ClanId clan) {
        return present.values().stream()
                .filter(member -> member.clan().equals(clan))
                .sorted(BY_RANK);
    }

    @Override
    public Mono<MembershipHistory> lock(PlayerId player) {
        return Mono.fromSupplier(() -> new MembershipHistory(
                player,
                of(player),
                ended.stream()
                        .filter(end -> end.member().player().equals(player) && end.reason() == LeaveReason.LEFT)
                        .map(end -> new Departure(end.member().clan(), end.at()))
                        .toList()));
    }

    @Override
    public Mono<Member> find(ClanId clan, PlayerId player) {
        return Mono.defer(() -> Mono.justOrEmpty(of(player)))
                .filter(member -> member.clan().equals(clan));
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
}
