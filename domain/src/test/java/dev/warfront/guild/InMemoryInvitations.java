package dev.warfront.guild;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.StaleWrite;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/// Invitations, whatever became of them.
final class InMemoryInvitations implements Invitations {
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
        return invitations.values().stream()
                .filter(invitation ->
                        invitation.clan().equals(clan) && invitation.status() == Invitation.Status.PENDING);
    }
}
