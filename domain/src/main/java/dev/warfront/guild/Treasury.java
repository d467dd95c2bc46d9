package dev.warfront.guild;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.InsufficientFunds;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// The money of the clans. Every movement is one entry in the treasury's ledger; the balance is the sum of its entries.
public interface Treasury {
    /// Takes credits, inside the caller's transaction.
    ///
    /// @param credits above zero
    /// @param reason upper snake case: what the money is for
    /// @param reference the war, claim or grant it belongs to; the same (clan, reason, reference) is taken once
    ///
    /// Error: {@link InsufficientFunds} when the balance is below it, or there is no such clan; nothing was
    /// taken, and the transaction can go on.
    Mono<Void> debit(ClanId clan, long credits, String reason, UUID reference);

    /// Gives credits, inside the caller's transaction; the same (clan, reason, reference) is given once.
    ///
    /// @param credits above zero
    Mono<Void> credit(ClanId clan, long credits, String reason, UUID reference);
}
