package dev.warfront.identity;

import dev.warfront.kernel.DomainService;
import reactor.core.publisher.Mono;

/// Tells whose log-ins are not counted with those of strangers. Source: docs/rules/identity.md, failures.
@DomainService
public final class LoginPlaces {
    private final Accounts accounts;
    private final LoginAddresses addresses;

    LoginPlaces(Accounts accounts, LoginAddresses addresses) {
        this.accounts = accounts;
        this.addresses = addresses;
    }

    /// Whether the login's account proved itself at the address before, or is a game server's, which may come from
    /// anywhere. False, after the same questions, for a login that is nobody's.
    public Mono<Boolean> isAtHome(LoginName login, String address) {
        return accounts.credentialsOf(login)
                .map(known -> known.account().active() && known.account().isGameServer())
                .defaultIfEmpty(false)
                .flatMap(server -> addresses.isRemembered(login, address).map(remembered -> remembered || server));
    }
}
