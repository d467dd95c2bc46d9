package dev.warfront.identity.postgres;

import dev.warfront.identity.IdentityRules;
import dev.warfront.kernel.SupervisedStream;
import java.time.Clock;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Takes away, every hour and a bounded piece at a time, what has no meaning any more: ended families with their
/// tokens, and failures nobody would count.
@Component
public final class IdentityUpkeep implements SupervisedStream {
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int ROWS_MAX = 10_000;

    private final DatabaseClient database;
    private final IdentityRules rules;
    private final Clock clock;

    public IdentityUpkeep(DatabaseClient database, IdentityRules rules, Clock clock) {
        this.database = database;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "identity-upkeep";
    }

    @Override
    public int phase() {
        return KERNEL;
    }

    @Override
    public Flux<Void> run() {
        return Mono.defer(this::sweep).repeatWhen(rounds -> rounds.delayElements(EVERY));
    }

    Mono<Void> sweep() {
        return families().then(Mono.defer(this::failures));
    }

    private Mono<Void> families() {
        return database.sql("delete from identity_refresh_family where id in"
                        + " (select id from identity_refresh_family where until < :now limit :max)")
                .bind("now", clock.instant())
                .bind("max", ROWS_MAX)
                .then();
    }

    private Mono<Void> failures() {
        var forgotten = clock.instant()
                .minus(rules.login().forgetAfter())
                .minus(rules.login().account().window())
                .minus(rules.login().address().window());
        return database.sql("delete from identity_login_failure where (kind, name) in (select kind, name"
                        + " from identity_login_failure where touched_at < :at and locked_until < :at limit :max)")
                .bind("at", forgotten)
                .bind("max", ROWS_MAX)
                .then();
    }
}
