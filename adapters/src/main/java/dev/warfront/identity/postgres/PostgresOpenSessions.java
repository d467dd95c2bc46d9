package dev.warfront.identity.postgres;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.identity.IdentityRules;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.OpenSessions;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.cache.RecentlyRead;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Tables `identity_account` and `identity_refresh_family`: a session is open as long as its family is not revoked.
/// Each is read once in {@link IdentityRules.TokenRules#staleness}, however often it is asked for.
@Component
public final class PostgresOpenSessions implements OpenSessions, MeterBinder {
    private static final int REMEMBERED_MAX = 100_000;

    private final DatabaseClient database;
    private final RecentlyRead<Session, Caller> recent;

    public PostgresOpenSessions(DatabaseClient database, IdentityRules rules, Ticker ticker) {
        this.database = database;
        this.recent = new RecentlyRead<>(rules.token().staleness(), REMEMBERED_MAX, ticker, this::read);
    }

    @Override
    public void bindTo(MeterRegistry metrics) {
        recent.bindTo(metrics, "open_sessions");
    }

    @Override
    public Mono<Caller> callerOf(PlayerId account, UUID session) {
        return recent.of(new Session(account, session));
    }

    private Mono<Caller> read(Session session) {
        return database.sql(
                        "select a.roles from identity_refresh_family f join identity_account a on a.id = f.account_id"
                                + " where f.id = :session and f.revoked_at is null and a.id = :account and a.status = 'ACTIVE'")
                .bind("session", session.id)
                .bind("account", session.account.value())
                .map(row -> new Caller(session.account, PostgresAccounts.roles(row)))
                .one();
    }

    private record Session(PlayerId account, UUID id) {}
}
