package dev.warfront.identity;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.identity.IdentityRefusal.AppealedBefore;
import dev.warfront.identity.IdentityRefusal.SanctionOver;
import dev.warfront.identity.IdentityRefusal.UnknownSanction;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// A player says something to a sanction of its own, once, while it lasts.
@UseCase
public final class AppealSanction {
    private final SanctionStore sanctions;
    private final Transactions transactions;
    private final Clock clock;

    public AppealSanction(SanctionStore sanctions, Transactions transactions, Clock clock) {
        this.sanctions = sanctions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// One of somebody else is as unknown as one that is not there.
    public Mono<Result<Sanction, IdentityRefusal>> appeal(PlayerId by, UUID id, String note) {
        return sanctions
                .lock(id)
                .filter(sanction -> sanction.account().equals(by))
                .map(sanction -> decide(sanction, note, clock.instant()))
                .defaultIfEmpty(refused(new UnknownSanction(id)))
                .flatMap(result ->
                        result.whenDone(sanction -> sanctions.replace(sanction).thenReturn(sanction)))
                .as(transactions::inTransaction);
    }

    private static Result<Sanction, IdentityRefusal> decide(Sanction sanction, String note, Instant now) {
        if (sanction.appeal() != null) {
            return refused(new AppealedBefore(sanction.id()));
        }
        return sanction.isActive(now)
                ? done(sanction.with(new Sanction.Appeal(note, now)))
                : refused(new SanctionOver(sanction.id()));
    }
}
