package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import reactor.core.publisher.Mono;

/// The accounts and the hashes of their passwords.
public interface Accounts {
    /// The uniqueness of folded logins.
    String LOGIN = "idx_identity_account_login";

    /// Empty when there is none.
    Mono<Account> find(PlayerId id);

    /// By the folded login; empty when there is none.
    Mono<Credentials> credentialsOf(LoginName login);

    /// Error: {@link dev.warfront.kernel.AlreadyTaken} of {@link #LOGIN} when another account has the
    /// same folded login.
    Mono<Void> add(Account account, String passwordHash);

    /// As {@link #credentialsOf}, as they are now, and so they stay until the caller's transaction ends. Others may
    /// hold them like this at once. Empty when there is no such account.
    Mono<Credentials> lockShared(PlayerId id);

    /// As {@link #find}, held until the caller's transaction ends: who locks it meanwhile, shared or not, waits. Empty
    /// when there is none.
    Mono<Account> lock(PlayerId id);

    /// Replaces exactly this hash.
    ///
    /// Error: {@link dev.warfront.kernel.StaleWrite} when the account has another one by now.
    Mono<Void> changePassword(PlayerId id, String before, String after);

    /// Nobody logs in with it any more. Doing it twice is doing it once.
    Mono<Void> close(PlayerId id);

    /// What a login is checked against.
    record Credentials(Account account, String passwordHash) {
        @Override
        public String toString() {
            return "Credentials[account=" + account + "]";
        }
    }
}
