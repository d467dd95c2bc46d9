package dev.warfront.identity;

import static dev.warfront.kernel.Result.refused;

import dev.warfront.audit.AuditTrail;
import dev.warfront.identity.IdentityRefusal.LoginTaken;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/// Somebody new wants to play.
@UseCase
public final class RegisterAccount {
    private final Accounts accounts;
    private final Passwords passwords;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    public RegisterAccount(
            Accounts accounts,
            Passwords passwords,
            Outbox outbox,
            AuditTrail audit,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.outbox = outbox;
        this.audit = audit;
        this.transactions = new RetriedTransactions(transactions);
        this.ids = ids;
        this.clock = clock;
    }

    /// An account of the role PLAYER.
    public Mono<Result<Account, IdentityRefusal>> register(LoginName login, String password, String displayName) {
        return passwords
                .hash(password) // before the transaction: it takes longer than everything else together
                .flatMap(hash -> add(account(login, displayName), hash).as(transactions::inTransaction))
                .map(account -> Result.<Account, IdentityRefusal>done(account))
                .onErrorResume(RegisterAccount::isLoginTaken, _ -> Mono.just(refused(new LoginTaken(login))));
    }

    private static boolean isLoginTaken(Throwable failure) {
        return failure instanceof AlreadyTaken taken && taken.constraint().equals(Accounts.LOGIN);
    }

    private Account account(LoginName login, String displayName) {
        return new Account(new PlayerId(ids.next()), login, displayName, Set.of(Role.PLAYER), true, clock.instant());
    }

    private Mono<Account> add(Account account, String hash) {
        return accounts.add(account, hash)
                .then(outbox.append(List.of(IdentityEvent.AccountCreated.of(account))))
                .then(audit.done(new Caller(account.id(), account.roles())))
                .thenReturn(account);
    }
}
