package dev.warfront.guild.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.guild.Treasury;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.InsufficientFunds;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Treasuries as a column of `guilds`, and the ledger they are the sum of.
@Component
final class PostgresTreasury implements Treasury {
    private static final String LOCK = "select treasury from guilds where id = :clan for update";

    private static final String IS_BOOKED = """
            select exists (select 1 from guild_treasury_entries
                           where guild_id = :clan and reason = :reason and reference = :reference) as booked""";

    /// Under the row lock, so the balance is the present one.
    private static final String BOOK = """
            with entry as (
                insert into guild_treasury_entries (guild_id, reason, reference, credits, balance)
                values (:clan, :reason, :reference, :credits, :balance)
            )
            update guilds set treasury = :balance, version = version + 1 where id = :clan""";

    private final DatabaseClient database;

    PostgresTreasury(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> debit(ClanId clan, long credits, String reason, UUID reference) {
        return Mono.defer(() -> {
            requirePositive(credits);
            return balance(clan)
                    .switchIfEmpty(Mono.error(() -> insufficient(clan)))
                    .flatMap(balance -> isBooked(clan, reason, reference).flatMap(booked -> {
                        if (booked) {
                            return Mono.empty();
                        }
                        return balance < credits
                                ? Mono.error(insufficient(clan))
                                : book(clan, -credits, balance, reason, reference);
                    }));
        });
    }

    @Override
    public Mono<Void> credit(ClanId clan, long credits, String reason, UUID reference) {
        return Mono.defer(() -> {
            requirePositive(credits);
            return balance(clan)
                    .flatMap(balance -> isBooked(clan, reason, reference)
                            .flatMap(
                                    booked -> booked ? Mono.empty() : book(clan, credits, balance, reason, reference)));
        });
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

    private Mono<Boolean> isBooked(ClanId clan, String reason, UUID reference) {
        return database.sql(IS_BOOKED)
                .bind("clan", clan.value())
                .bind("reason", reason)
                .bind("reference", reference)
                .map(row -> required(row, "booked", Boolean.class))
                .one();
    }

    private Mono<Void> book(ClanId clan, long credits, long balance, String reason, UUID reference) {
        return database.sql(BOOK)
                .bind("clan", clan.value())
                .bind("reason", reason)
                .bind("reference", reference)
                .bind("credits", credits)
                .bind("balance", Math.addExact(balance, credits))
                .then();
    }

    private static void requirePositive(long credits) {
        if (credits <= 0) {
            throw new IllegalArgumentException("credits " + credits + " are not above 0");
        }
    }
}
