package dev.warfront.identity;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.StaleWrite;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/// In a map.
public final class InMemoryAccounts implements Accounts {
    private final Map<PlayerId, Credentials> stored = new LinkedHashMap<>();

    Stream<Account> all() {
        return stored.values().stream().map(Credentials::account);
    }

    @Override
    public Mono<Account> find(PlayerId id) {
        return Mono.defer(() -> Mono.justOrEmpty(stored.get(id))).map(Credentials::account);
    }

    @Override
    public Mono<Credentials> credentialsOf(LoginName login) {
        return Mono.defer(() -> Mono.justOrEmpty(stored.values().stream()
                .filter(known -> known.account().login().folded().equals(login.folded()))
                .findFirst()));
    }

    @Override
    public Mono<Credentials> lockShared(PlayerId id) {
        return Mono.defer(() -> Mono.justOrEmpty(stored.get(id)));
    }

    @Override
    public Mono<Account> lock(PlayerId id) {
        return find(id);
    }

    @Override
    public Mono<Void> add(Account account, String passwordHash) {
        return credentialsOf(account.login())
                .flatMap(_ -> Mono.<Void>error(new AlreadyTaken(LOGIN)))
                .switchIfEmpty(
                        Mono.fromRunnable(() -> stored.put(account.id(), new Credentials(account, passwordHash))));
    }

    @Override
    public Mono<Void> changePassword(PlayerId id, String before, String after) {
        return Mono.defer(() -> {
            var known = stored.get(id);
            return known != null && known.passwordHash().equals(before)
                    ? change(id, _ -> new Credentials(known.account(), after))
                    : Mono.error(new StaleWrite("the password of " + id));
        });
    }

    @Override
    public Mono<Void> close(PlayerId id) {
        return change(id, known -> {
            var open = known.account();
            var closed =
                    new Account(open.id(), open.login(), open.displayName(), open.roles(), false, open.createdAt());
            return new Credentials(closed, known.passwordHash());
        });
    }

    private Mono<Void> change(PlayerId id, UnaryOperator<Credentials> change) {
        return Mono.fromRunnable(() -> stored.computeIfPresent(id, (_, known) -> change.apply(known)));
    }
}
