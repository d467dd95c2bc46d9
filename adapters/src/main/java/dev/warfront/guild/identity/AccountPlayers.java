package dev.warfront.guild.identity;

import dev.warfront.guild.Players;
import dev.warfront.identity.Account;
import dev.warfront.identity.Accounts;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// A player is an open account of that role.
@Component
final class AccountPlayers implements Players {
    private final Accounts accounts;

    AccountPlayers(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Mono<Boolean> exists(PlayerId player) {
        return accounts.find(player)
                .filter(Account::active)
                .filter(account -> account.roles().contains(Role.PLAYER))
                .hasElement();
    }
}
