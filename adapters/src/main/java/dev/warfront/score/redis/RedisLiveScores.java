package dev.warfront.score.redis;

import dev.warfront.kernel.WarId;
import dev.warfront.score.BatchDecision;
import dev.warfront.score.Ledger;
import dev.warfront.score.LiveScores;
import dev.warfront.score.TotalKey;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.WarTotals;
import dev.warfront.war.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Live totals in two hashes per war, both in one slot: `war:{id}:totals` (side and clan counts, last_seq,
/// epoch) and `war:{id}:scores` (player to points). A script compares last_seq and writes in one step. Of
/// wars that somebody watches only, see {@link WatchedWars}.
@Component
final class RedisLiveScores implements LiveScores {
    private static final Logger log = LoggerFactory.getLogger(RedisLiveScores.class);
    private static final String SCRIPT = "dev/warfront/score/show.lua";
    private static final Duration PATIENCE = Duration.ofMillis(250);
    /// After a failure Redis is left alone for so long, so that its absence costs no more than one wait
    /// in that time.
    private static final Duration REST = Duration.ofSeconds(1);
    private static final int WARS_AT_ONCE = 8;
    private static final long GAP = 0;

    private final ReactiveStringRedisTemplate redis;
    private final Ledger ledger;
    private final Clock clock;
    private final WatchedWars watched;
    private final RedisScript<Long> show = RedisScript.of(script(), Long.class);
    private volatile Instant restUntil = Instant.EPOCH;

    RedisLiveScores(ReactiveStringRedisTemplate redis, Ledger ledger, Clock clock) {
        this.redis = redis;
        this.ledger = ledger;
        this.clock = clock;
        this.watched = new WatchedWars(redis, clock);
    }

    /// Read here, once: by itself the script would read its file on the event loop that first needs it.
    private static String script() {
        try {
            return new ClassPathResource(SCRIPT).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Mono<Void> show(List<BatchDecision> committed) {
        return Mono.defer(() -> clock.instant().isBefore(restUntil)
                ? Mono.empty()
                : watched.among(warsOf(committed))
                        .flatMap(wars -> show(committed, wars))
                        .timeout(PATIENCE)
                        .onErrorResume(this::rest));
    }

    private static List<WarId> warsOf(List<BatchDecision> committed) {
        return committed.stream()
                .flatMap(each -> each.changes().stream())
                .map(WarScoreChange::war)
                .toList();
    }

    private Mono<Void> show(List<BatchDecision> committed, Set<WarId> wars) {
        return wars.isEmpty()
                ? Mono.empty()
                : Flux.fromIterable(committed)
                        .concatMap(decision -> show(decision, wars))
                        .then();
    }

    private Mono<Void> rest(Throwable error) {
        restUntil = clock.instant().plus(REST);
        log.warn("live scores are not shown for now: {}", error.toString());
        return Mono.empty();
    }

    private Mono<Void> show(BatchDecision decision, Set<WarId> wars) {
        return Flux.fromIterable(decision.changes())
                .filter(change -> wars.contains(change.war()))
                .flatMap(change -> show(change, decision.wars()), WARS_AT_ONCE)
                .then();
    }

    private Mono<Void> show(WarScoreChange change, List<WarTotals> wars) {
        var changed = wars.stream()
                .filter(each -> each.state().war().equals(change.war()))
                .findFirst()
                .orElseThrow();
        return write(changed, change.prevSeq(), false)
                .filter(result -> result == GAP)
                .flatMap(_ -> ledger.totals(List.of(change.war())))
                .flatMap(stored -> Mono.justOrEmpty(stored.get(change.war())))
                .flatMap(whole -> write(whole, 0, true))
                .then();
    }

    /// @return 0 when the view lacks what came before
    private Mono<Long> write(WarTotals totals, long prevSeq, boolean whole) {
        var counts = new ArrayList<String>();
        var players = new ArrayList<String>();
        totals.totals().forEach((key, sum) -> add(key, sum, counts, players));
        var arguments = new ArrayList<String>();
        arguments.add(Integer.toString(totals.state().epoch()));
        arguments.add(Long.toString(totals.state().lastSeq()));
        arguments.add(Long.toString(prevSeq));
        arguments.add(whole ? "1" : "0");
        arguments.add(Integer.toString(counts.size()));
        arguments.addAll(counts);
        arguments.addAll(players);
        return redis.execute(show, keys(totals.state().war()), arguments).next();
    }

    private static void add(TotalKey key, Tally sum, List<String> counts, List<String> players) {
        switch (key.scope()) {
            case SIDE -> addAll(key.side().name().toLowerCase(Locale.ROOT), sum, counts);
            case CLAN -> addAll("clan:" + key.id(), sum, counts);
            case PLAYER -> players.addAll(List.of(key.id().toString(), Long.toString(sum.points())));
            case BATTLE -> {}
        }
    }

    private static void addAll(String name, Tally sum, List<String> fields) {
        Map.of(
                        "points", sum.points(),
                        "kills", sum.kills(),
                        "deaths", sum.deaths(),
                        "assists", sum.assists(),
                        "objectives", sum.objectives())
                .forEach((count, value) -> fields.addAll(List.of(name + ":" + count, Long.toString(value))));
    }

    private static List<String> keys(WarId war) {
        return List.of("war:{" + war.value() + "}:totals", "war:{" + war.value() + "}:scores");
    }
}
