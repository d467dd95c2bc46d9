package dev.warfront.identity.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.identity.LoginAddresses;
import dev.warfront.identity.LoginName;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Table `identity_login_address`.
@Component
public final class PostgresLoginAddresses implements LoginAddresses {
    private static final String IS_REMEMBERED = """
            select exists (select 1 from identity_login_address l join identity_account a on a.id = l.account_id
                           where a.login_folded = :login and l.address = :address) as found""";
    private static final String REMEMBER = """
            insert into identity_login_address (account_id, address, seen_at) values (:account, :address, :at)
            on conflict (account_id, address) do update set seen_at = greatest(identity_login_address.seen_at, excluded.seen_at)""";
    private static final String FORGET_OLDEST = """
            delete from identity_login_address where account_id = :account and address in
                (select address from identity_login_address where account_id = :account
                 order by seen_at desc, address offset :max)""";

    private final DatabaseClient database;

    public PostgresLoginAddresses(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Boolean> isRemembered(LoginName login, String address) {
        return database.sql(IS_REMEMBERED)
                .bind("login", login.folded())
                .bind("address", address)
                .map(row -> required(row, "found", Boolean.class))
                .one();
    }

    @Override
    public Mono<Instant> lastSeen(PlayerId account) {
        return database.sql("select seen_at from identity_login_address where account_id = :account"
                        + " order by seen_at desc limit 1")
                .bind("account", account.value())
                .map(row -> required(row, "seen_at", Instant.class))
                .one();
    }

    @Override
    public Mono<Void> remember(PlayerId account, String address, Instant at, int max) {
        return database.sql(REMEMBER)
                .bind("account", account.value())
                .bind("address", address)
                .bind("at", at)
                .then()
                .then(forgetOldest(account, max));
    }

    private Mono<Void> forgetOldest(PlayerId account, int max) {
        return database.sql(FORGET_OLDEST)
                .bind("account", account.value())
                .bind("max", max)
                .then();
    }
}
