package dev.warfront.guild.postgres;

import dev.warfront.guild.WarRecords;
import dev.warfront.kernel.ClanId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// What wars leave in the rows of `guilds`.
@Component
final class PostgresWarRecords implements WarRecords {
    /// greatest() leaves nulls out.
    private static final String IMMUNE = """
            update guilds set immune_until = greatest(immune_until, :until), version = version + 1 where id = :clan""";

    private static final String WON = "update guilds set loss_streak = 0, version = version + 1 where id = :clan";

    private static final String LOST = """
            update guilds set
                loss_streak = loss_streak + 1,
                immune_until = greatest(immune_until,
                    case when loss_streak + 1 >= 3 then cast(:afterStreak as timestamptz)
                         else cast(:otherwise as timestamptz) end),
                version = version + 1
            where id = :clan""";

    private final DatabaseClient database;

    PostgresWarRecords(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> declared(ClanId attacker) {
        return database.sql("update guilds set immune_until = null, version = version + 1 where id = :clan")
                .bind("clan", attacker.value())
                .then();
    }

    @Override
    public Mono<Void> coolDown(ClanId clan, Instant until) {
        return database.sql("update guilds set declare_cooldown_until = :until, version = version + 1 where id = :clan")
                .bind("clan", clan.value())
                .bind("until", until)
                .then();
    }

    @Override
    public Mono<Void> makeImmune(ClanId clan, Instant until) {
        return database.sql(IMMUNE)
                .bind("clan", clan.value())
                .bind("until", until)
                .then();
    }

    @Override
    public Mono<Void> decided(
            @Nullable ClanId winner, @Nullable ClanId loser, Instant at, Duration immunity, Duration afterStreak) {
        return winner == null
                ? Mono.empty()
                : won(winner)
                        .then(Mono.justOrEmpty(loser)
                                .flatMap(clan -> lost(clan, at.plus(immunity), at.plus(afterStreak))));
    }

    private Mono<Void> won(ClanId clan) {
        return database.sql(WON).bind("clan", clan.value()).then();
    }

    private Mono<Void> lost(ClanId clan, Instant otherwise, Instant afterStreak) {
        return database.sql(LOST)
                .bind("clan", clan.value())
                .bind("otherwise", otherwise)
                .bind("afterStreak", afterStreak)
                .then();
    }
}
