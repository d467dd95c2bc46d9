package dev.warfront.guild.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.guild.Treasury;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.InsufficientFunds;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Treasuries as a column of `guilds`, and the ledger they are the sum of.
@Component
final class PostgresTreasury implements Treasury {
    private static final String LOCK = "select treasury from guilds where id = :clan for update";

    private static final String ENTRY = """
            select credits, burned from guild_treasury_entries
            where guild_id = :clan and reason = :reason and reference = :reference""";

    /// Under the row lock, so the balance is the present one.
    private static final String INSERT_ENTRY = """
            with entry as (
                insert into guild_treasury_entries (guild_id, reason, reference, credits, burned, balance)
                values (:clan, :reason, :reference, :credits, :burned, :balance)
            )
            update guilds set treasury = :balance, version = version + 1 where id = :clan""";

    private final DatabaseClient database;

    PostgresTreasury(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> debit(ClanId clan, long credits, String reason, UUID reference) {
        requirePositive(credits);
        return balance(clan)
                .switchIfEmpty(Mono.error(() -> insufficient(clan)))
                .filterWhen(_ -> entry(clan, reason, reference, row -> required(row, "credits", Long.class))
                        .hasElement()
                        .map(booked -> !booked))
                .flatMap(balance -> balance < credits
                        ? Mono.error(insufficient(clan))
                        : append(clan, -credits, 0, balance, reason, reference));
    }

    @Override
    public Mono<Credit> credit(ClanId clan, long credits, String reason, UUID reference) {
        requirePositive(credits);
        return balance(clan)
                .flatMap(balance -> entry(clan, reason, reference, PostgresTreasury::credit)
                        .switchIfEmpty(give(clan, credits, balance, reason, reference)))
                .defaultIfEmpty(new Credit(0, credits));
    }

    private Mono<Credit> give(ClanId clan, long credits, long balance, String reason, UUID reference) {
        var credit = Credit.into(balance, credits);
        return append(clan, credit.kept(), credit.burned(), balance, reason, reference)
                .thenReturn(credit);
    }

    private static Credit credit(Readable row) {
        return new Credit(required(row, "credits", Long.class), required(row, "burned", Long.class));
    }

    private static InsufficientFunds insufficient(ClanId clan) {
        return new InsufficientFunds("treasury of clan " + clan.value());
    }

    private Mono<Long> balance(ClanId clan) {
        return database.sql(LOCK)
                .bind("clan", clan.value())
                .map(row -> required(row, "treasury", Long.class))
                .one();
    }

    /// Empty when nothing was moved for it yet.
    private <T> Mono<T> entry(ClanId clan, String reason, UUID reference, Function<Readable, T> reading) {
        return database.sql(ENTRY)
                .bind("clan", clan.value())
                .bind("reason", reason)
                .bind("reference", reference)
                .map(reading)
                .one();
    }

    private Mono<Void> append(ClanId clan, long credits, long burned, long balance, String reason, UUID reference) {
        return database.sql(INSERT_ENTRY)
                .bind("clan", clan.value())
                .bind("reason", reason)
                .bind("reference", reference)
                .bind("credits", credits)
                .bind("burned", burned)
                .bind("balance", Math.addExact(balance, credits))
                .then();
    }

    private static void requirePositive(long credits) {
        if (credits <= 0) {
            throw new IllegalArgumentException("credits " + credits + " are not above 0");
        }
    }
}
