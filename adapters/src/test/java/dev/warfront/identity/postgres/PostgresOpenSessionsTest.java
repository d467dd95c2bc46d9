package dev.warfront.identity.postgres;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.PATIENCE;
import static dev.warfront.identity.TestIdentity.RULES;
import static dev.warfront.identity.TestIdentity.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.Account;
import dev.warfront.identity.LoginName;
import dev.warfront.identity.RefreshFamily;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.cache.ClockTicker;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/// Sessions on the real PostgreSQL, read again when they are a second old.
class PostgresOpenSessionsTest {
    private static final String HASH = "$argon2id$none";

    private final DatabaseClient db = KernelOnPostgres.database();
    private final MutableClock clock = new MutableClock(NOW);
    private final PostgresAccounts accounts = new PostgresAccounts(db);
    private final PostgresRefreshFamilies families = new PostgresRefreshFamilies(db);
    private final PostgresOpenSessions sessions = new PostgresOpenSessions(db, RULES, new ClockTicker(clock));

    private final PlayerId account = new PlayerId(UUID.randomUUID());
    private final UUID session = UUID.randomUUID();

    @BeforeEach
    void logIn() {
        var text = UUID.randomUUID().toString().replace("-", "");
        var login = LoginName.of("s" + text.substring(0, 15)).orElseThrow();
        accounts.add(new Account(account, login, "Somebody", Set.of(Role.PLAYER), true, NOW), HASH)
                .then(families.begin(RefreshFamily.begin(session, account, NOW, RULES.token()), text + text))
                .block(PATIENCE);
    }

    @Test
    void givenAnOpenSession_itsCallerIsKnown() {
        assertThat(callerNow()).contains(new Caller(account, Set.of(Role.PLAYER)));
    }

    @Test
    void givenSessionAndAccountThatDoNotBelongTogether_thereIsNobody() {
        assertThat(sessions.callerOf(new PlayerId(UUID.randomUUID()), session).blockOptional(PATIENCE))
                .isEmpty();
        assertThat(sessions.callerOf(account, UUID.randomUUID()).blockOptional(PATIENCE))
                .isEmpty();
    }

    @Test
    void givenARevokedSession_itIsOverWithinASecond() {
        assertThat(callerNow()).isPresent();
        families.revokeAllOf(account, NOW).block(PATIENCE);

        assertThat(callerNow()).isPresent();
        clock.advance(RULES.token().staleness());
        assertThat(callerNow()).isEmpty();
    }

    @Test
    void givenAClosedAccount_itsSessionIsOverWithinASecond() {
        assertThat(callerNow()).isPresent();
        accounts.close(account).block(PATIENCE);

        clock.advance(RULES.token().staleness());
        assertThat(callerNow()).isEmpty();
    }

    @Test
    void givenOtherRoles_theyAreThoseOfTheCallerWithinASecond() {
        assertThat(callerNow()).isPresent();
        db.sql("update identity_account set roles = array['PLAYER', 'MODERATOR'] where id = :id")
                .bind("id", account.value())
                .then()
                .block(PATIENCE);

        clock.advance(RULES.token().staleness());
        assertThat(callerNow()).contains(new Caller(account, Set.of(Role.PLAYER, Role.MODERATOR)));
    }

    @Test
    void givenSessionsThatEnded_thoseThatEndedLatelyAreKnown_andOpenOnesAreNot() {
        var ended = new PostgresEndedSessions(db, clock);
        assertThat(run(ended.within(Duration.ofSeconds(30)))).doesNotContain(session);

        families.revokeAllOf(account, clock.instant()).block(PATIENCE);
        clock.advance(Duration.ofSeconds(29));
        assertThat(run(ended.within(Duration.ofSeconds(30)))).contains(session);

        clock.advance(Duration.ofSeconds(1));
        assertThat(run(ended.within(Duration.ofSeconds(30)))).doesNotContain(session);
    }

    private Optional<Caller> callerNow() {
        return sessions.callerOf(account, session).blockOptional(PATIENCE);
    }
}
