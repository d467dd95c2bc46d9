package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import reactor.core.publisher.Mono;

/// The accounts and the hashes of their passwords.
public interface Accounts {
    /// Empty when there is none.
    Mono<Account> find(PlayerId id);

    /// By the folded login; empty when there is none.
    Mono<Credentials> credentialsOf(Login login);

    /// Fails with {@link LoginTaken} when another account has the same folded login; the transaction is then lost.
    Mono<Void> add(Account account, String passwordHash);

    Mono<Void> changePassword(PlayerId id, String passwordHash);

    /// Nobody logs in with it any more. Doing it twice is doing it once.
    Mono<Void> close(PlayerId id);

    /// What a login is checked against.
    record Credentials(Account account, String passwordHash) {}

    /// The login is another account's.
    final class LoginTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public LoginTaken(Login login, Throwable cause) {
            super("login is taken: " + login.text(), cause);
        }
    }
}
