package dev.warfront.identity;

import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.PlayerId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What staff sees of an account.
@DomainService
public final class StaffAccounts {
    private static final int SANCTIONS_MAX = 100;

    private final Accounts accounts;
    private final SanctionStore sanctions;
    private final LoginAddresses addresses;
    private final Clock clock;

    public StaffAccounts(Accounts accounts, SanctionStore sanctions, LoginAddresses addresses, Clock clock) {
        this.accounts = accounts;
        this.sanctions = sanctions;
        this.addresses = addresses;
        this.clock = clock;
    }

    /// Empty when there is no such account.
    public Mono<StaffView> find(PlayerId id) {
        return accounts.find(id)
                .flatMap(account -> sanctionsOf(id)
                        .flatMap(found ->
                                addresses.lastSeen(id).singleOptional().map(seen -> view(account, found, seen))));
    }

    /// All of an account, newest first, over ones too; the last 100.
    public Mono<List<Sanction>> sanctionsOf(PlayerId account) {
        return sanctions.of(account, SANCTIONS_MAX);
    }

    private StaffView view(Account account, List<Sanction> found, Optional<Instant> seen) {
        var now = clock.instant();
        return new StaffView(account, status(account, found, now), found, seen.orElse(null), now);
    }

    private static Status status(Account account, List<Sanction> found, Instant now) {
        if (!account.active()) {
            return Status.CLOSED;
        }
        return Sanction.strictest(found, now)
                .map(sanction -> switch (sanction.kind()) {
                    case SUSPENSION -> Status.SUSPENDED;
                    case BAN -> Status.BANNED;
                    case WARNING, MUTE, WAR_BAN -> Status.ACTIVE;
                })
                .orElse(Status.ACTIVE);
    }

    /// What an account may do at all.
    public enum Status {
        ACTIVE,
        SUSPENDED,
        BANNED,
        CLOSED
    }

    /// An account with its sanctions, newest first.
    ///
    /// @param lastSeen when it last logged in or renewed its tokens, as long as that is remembered
    /// @param at the instant for which the status holds
    public record StaffView(
            Account account,
            Status status,
            List<Sanction> sanctions,
            @Nullable Instant lastSeen,
            Instant at) {}
}
