package dev.warfront.guild;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.StaleWrite;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/// Invitations, whatever became of them.
final class InMemoryInvitations implements Invitations {
    private static final Comparator<Invitation> NEWEST_FIRST = Comparator.comparing(Invitation::expiresAt)
            .thenComparing(invitation -> invitation.id().value().toString())
            .reversed();

    private final Map<Invitation.Id, Invitation> invitations = new LinkedHashMap<>();

    void put(Invitation invitation) {
        invitations.put(invitation.id(), invitation);
    }

    Invitation get(Invitation.Id id) {
        return Objects.requireNonNull(invitations.get(id));
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
    public Mono<Page<Invitation>> pendingOf(ClanId clan, Instant now, PageRequest page) {
        return Mono.fromSupplier(() -> page(pendingOf(clan), now, page));
    }

    @Override
    public Mono<Page<Invitation>> pendingTo(PlayerId player, Instant now, PageRequest page) {
        return Mono.fromSupplier(() ->
                page(pending().filter(invitation -> invitation.player().equals(player)), now, page));
    }

    private static Page<Invitation> page(Stream<Invitation> pending, Instant now, PageRequest page) {
        var all = pending.filter(invitation -> !invitation.isExpired(now))
                .sorted(NEWEST_FIRST)
                .toList();
        var from = page.cursor() == null ? 0 : Integer.parseInt(page.cursor());
        var to = Math.min(all.size(), from + page.limit());
        return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
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

    private Stream<Invitation> pendingOf(ClanId clan) {
        return pending().filter(invitation -> invitation.clan().equals(clan));
    }

    private Stream<Invitation> pending() {
        return invitations.values().stream().filter(invitation -> invitation.status() == Invitation.Status.PENDING);
    }
}
