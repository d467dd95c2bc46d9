package dev.warfront.guild;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.InsufficientFunds;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// The money of the clans. Every movement is one entry in the treasury's ledger; the balance is the sum of its entries.
/// Source: docs/rules/guild.md, money.
public interface Treasury {
    /// Takes credits, inside the caller's transaction.
    ///
    /// Error: {@link InsufficientFunds} when the balance is below it, or there is no such clan; nothing was
    /// taken, and the transaction can go on.
    ///
    /// @param credits above zero
    /// @param reason upper snake case: what the money is for
    /// @param reference the war, claim or grant it belongs to; the same (clan, reason, reference) is taken once
    Mono<Void> debit(ClanId clan, long credits, String reason, UUID reference);

    /// Gives credits, inside the caller's transaction; the same (clan, reason, reference) is given once. Never refused:
    /// what a full treasury cannot hold is burned, and the entry says how much.
    ///
    /// @param credits above zero
    /// @return how it was divided when it was given; without such a clan all is burned
    Mono<Credit> credit(ClanId clan, long credits, String reason, UUID reference);

    /// How a credit is divided: a treasury holds at most 2^63 - 1.
    ///
    /// @param kept what the treasury takes, 0 or more
    /// @param burned what does not fit, 0 or more
    record Credit(long kept, long burned) {
        public static Credit into(long balance, long credits) {
            var kept = Math.min(credits, Long.MAX_VALUE - balance);
            return new Credit(kept, credits - kept);
        }
    }
}
