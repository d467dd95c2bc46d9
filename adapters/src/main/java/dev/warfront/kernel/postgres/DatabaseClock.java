package dev.warfront.kernel.postgres;

import dev.warfront.kernel.ClockRules;
import dev.warfront.kernel.ClockSkew;
import dev.warfront.kernel.SupervisedStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Follows the clock of the database: the node's own clock plus the distance between the two, which is
/// measured anew every 10 s by the shortest of five round trips. Milliseconds precision. Before the first
/// measurement it is the node's own clock.
public final class DatabaseClock extends Clock implements ClockSkew, SupervisedStream {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private static final int TRIPS = 5;

    private final DatabaseClient database;

    private final Clock own;

    private final Duration maxSkew;

    private volatile @Nullable Measurement last;

    public DatabaseClock(DatabaseClient database, Clock own, ClockRules rules) {
        this.database = database;
        this.own = own;
        this.maxSkew = rules.maxSkew();
    }

    @Override
    public Instant instant() {
        var measurement = last;
        var now = measurement == null ? own.instant() : own.instant().plus(measurement.ahead());
        return now.truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("instants only");
    }

    @Override
    public Optional<Duration> measured() {
        return Optional.ofNullable(last).map(measurement -> measurement.ahead().negated());
    }

    @Override
    public boolean tolerable() {
        return measured().filter(skew -> skew.abs().compareTo(maxSkew) <= 0).isPresent();
    }

    @Override
    public String name() {
        return "database-clock";
    }

    @Override
    public int phase() {
        return KERNEL;
    }

    @Override
    public Flux<Void> run() {
        return measure().repeatWhen(rounds -> rounds.delayElements(EVERY));
    }

    /// Measures once.
    public Mono<Void> measure() {
        return roundTrip()
                .repeat(TRIPS - 1)
                .sort(Comparator.comparing(Measurement::doubt))
                .next()
                .doOnNext(this::take)
                .then();
    }

    /// A new distance that is inside the doubt of the measurement would only make the clock jitter.
    private void take(Measurement now) {
        var before = last;
        if (before == null || now.ahead().minus(before.ahead()).abs().compareTo(now.doubt()) > 0) {
            last = now;
        }
    }

    private Mono<Measurement> roundTrip() {
        return Mono.defer(() -> {
            var asked = own.instant();
            return database.sql("select clock_timestamp() as at")
                    .map((row, _) -> row.get("at", Instant.class))
                    .one()
                    .map(there -> Measurement.of(asked, own.instant(), there));
        });
    }

    /// @param ahead the database's clock minus the own one
    /// @param doubt how wrong that can be, half of the round trip
    private record Measurement(Duration ahead, Duration doubt) {
        static Measurement of(Instant asked, Instant answered, Instant there) {
            var half = Duration.between(asked, answered).dividedBy(2);
            return new Measurement(Duration.between(asked.plus(half), there), half);
        }
    }
}
