package dev.warfront.identity;

import dev.warfront.kernel.Transactions;
import java.time.Clock;
import java.util.Objects;
import reactor.core.publisher.Mono;

/// The ports of identity that keep something, of one kind, for the contracts.
public record IdentityPorts(
        Accounts accounts,
        PlayerDirectory players,
        RefreshFamilies families,
        LoginFailures failures,
        LoginAddresses addresses,
        GameServers servers,
        SanctionStore sanctionStore,
        Sanctions sanctions,
        Transactions transactions) {
    static final String HASH = "$argon2id$test";

    public static IdentityPorts inMemory(Transactions transactions, Clock clock) {
        var accounts = new InMemoryAccounts();
        var sanctions = new InMemorySanctions(clock);
        return new IdentityPorts(
                accounts,
                new InMemoryPlayerDirectory(accounts),
                new InMemoryRefreshFamilies(),
                new InMemoryLoginFailures(),
                new InMemoryLoginAddresses(accounts),
                new InMemoryGameServers(),
                sanctions,
                sanctions,
                transactions);
    }

    Account stored(Account account) {
        run(accounts.add(account, HASH).thenReturn(account));
        return account;
    }

    <T> T run(Mono<T> work) {
        return Objects.requireNonNull(work.as(transactions::inTransaction).block(TestIdentity.PATIENCE));
    }

    void done(Mono<Void> work) {
        work.as(transactions::inTransaction).block(TestIdentity.PATIENCE);
    }
}
