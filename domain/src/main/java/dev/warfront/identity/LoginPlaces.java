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

    /// Where a login is at this address. STRANGE, after the same questions, for one that is nobody's.
    public Mono<Place> of(LoginName login, String address) {
        return accounts.credentialsOf(login)
                .map(known -> known.account().active() && known.account().isGameServer())
                .defaultIfEmpty(false)
                .flatMap(server -> addresses.isRemembered(login, address).map(remembered -> place(server, remembered)));
    }

    private static Place place(boolean server, boolean remembered) {
        if (server) {
            return Place.SERVER;
        }
        return remembered ? Place.HOME : Place.STRANGE;
    }

    /// What an address is to a login.
    public enum Place {
        /// Its account never proved itself there.
        STRANGE,
        /// Its account did.
        HOME,
        /// It is a game server's, which may come from anywhere.
        SERVER
    }
}
