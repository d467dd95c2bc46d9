package dev.warfront.identity.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.identity.Account;
import dev.warfront.identity.LoginName;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

class PostgresPlayersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DatabaseClient db = TestDatabase.get().client();
    private final PostgresAccounts accounts = new PostgresAccounts(db);
    private final PostgresPlayers players = new PostgresPlayers(db);

    private PlayerId stored(Role... roles) {
        var id = new PlayerId(UUID.randomUUID());
        var login = new LoginName("p" + id.value().toString().substring(24));
        accounts.add(new Account(id, login, "Player", Set.of(roles), true, Instant.EPOCH), "$argon2id$test")
                .block(PATIENCE);
        return id;
    }

    private boolean exists(PlayerId player) {
        return Boolean.TRUE.equals(players.exists(player).block(PATIENCE));
    }

    @Test
    void givenAnAccountOfAPlayer_itExists_untilItIsClosed() {
        var player = stored(Role.PLAYER);
        assertThat(exists(player)).isTrue();

        accounts.close(player).block(PATIENCE);

        assertThat(exists(player)).isFalse();
    }

    @Test
    void givenAPlayerWithAnotherRoleBeside_itExists() {
        assertThat(exists(stored(Role.PLAYER, Role.ADMIN))).isTrue();
    }

    @Test
    void givenAnotherKindOfAccount_orNone_thereIsNoPlayer() {
        assertThat(exists(stored(Role.GAME_SERVER))).isFalse();
        assertThat(exists(new PlayerId(UUID.randomUUID()))).isFalse();
    }
}
