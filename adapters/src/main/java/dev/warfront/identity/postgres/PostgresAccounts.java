package dev.warfront.identity.postgres;

import static dev.warfront.kernel.postgres.Rows.change;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.identity.Account;
import dev.warfront.identity.Accounts;
import dev.warfront.identity.LoginName;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Table `identity_account`; its unique index on the folded login decides who was first.
@Component
public final class PostgresAccounts implements Accounts {
    private static final String SELECT =
            "select id, login, display_name, password_hash, roles, status, created_at from identity_account where ";

    private final DatabaseClient database;

    public PostgresAccounts(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Account> find(PlayerId id) {
        return database.sql(SELECT + "id = :id")
                .bind("id", id.value())
                .map(PostgresAccounts::account)
                .one();
    }

    @Override
    public Mono<Credentials> credentialsOf(LoginName login) {
        return database.sql(SELECT + "login_folded = :login")
                .bind("login", login.folded())
                .map(PostgresAccounts::credentials)
                .one();
    }

    @Override
    public Mono<Credentials> lockShared(PlayerId id) {
        return database.sql(SELECT + "id = :id for share")
                .bind("id", id.value())
                .map(PostgresAccounts::credentials)
                .one();
    }

    /// Its key stays free, so that rows may still be made that name it.
    @Override
    public Mono<Account> lock(PlayerId id) {
        return database.sql(SELECT + "id = :id for no key update")
                .bind("id", id.value())
                .map(PostgresAccounts::account)
                .one();
    }

    @Override
    public Mono<Void> add(Account account, String passwordHash) {
        return database.sql("insert into identity_account"
                        + " (id, login, login_folded, display_name, password_hash, roles, created_at)"
                        + " values (:id, :login, :folded, :name, :hash, :roles, :at)"
                        + " on conflict (login_folded) do nothing")
                .bind("id", account.id().value())
                .bind("login", account.login().text())
                .bind("folded", account.login().folded())
                .bind("name", account.displayName())
                .bind("hash", passwordHash)
                .bind("roles", account.roles().stream().map(Role::name).sorted().toArray(String[]::new))
                .bind("at", account.createdAt())
                .fetch()
                .rowsUpdated()
                .flatMap(rows -> rows == 1 ? Mono.<Void>empty() : Mono.error(new AlreadyTaken(LOGIN)));
    }

    @Override
    public Mono<Void> changePassword(PlayerId id, String before, String after) {
        var sql = database.sql("update identity_account set password_hash = :after, version = version + 1"
                        + " where id = :id and password_hash = :before")
                .bind("after", after)
                .bind("before", before)
                .bind("id", id.value());
        return change(sql, "the password of", id);
    }

    @Override
    public Mono<Void> close(PlayerId id) {
        return database.sql("update identity_account set status = 'CLOSED', version = version + 1"
                        + " where id = :id and status = 'ACTIVE'")
                .bind("id", id.value())
                .then();
    }

    private static Credentials credentials(Readable row) {
        return new Credentials(account(row), required(row, "password_hash", String.class));
    }

    static Set<Role> roles(Readable row) {
        return Arrays.stream(required(row, "roles", String[].class))
                .map(Role::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Account account(Readable row) {
        return new Account(
                new PlayerId(required(row, "id", UUID.class)),
                new LoginName(required(row, "login", String.class)),
                required(row, "display_name", String.class),
                roles(row),
                required(row, "status", String.class).equals("ACTIVE"),
                required(row, "created_at", Instant.class));
    }
}
