package dev.warfront.score.stream;

import dev.warfront.kernel.SupervisedStream;
import dev.warfront.score.CreditedPlayers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Reports once a second who was credited with score events, beside the pipeline and never in its way.
@Component
public final class CreditedReports implements SupervisedStream {
    private static final Logger log = LoggerFactory.getLogger(CreditedReports.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final CreditedPlayers players;

    public CreditedReports(CreditedPlayers players, MeterRegistry metrics) {
        this.players = players;
        metrics.gauge("war_score_credited_waiting", players, CreditedPlayers::waiting);
    }

    @Override
    public String name() {
        return "score-credited";
    }

    @Override
    public int phase() {
        return RELAY;
    }

    @Override
    public Flux<Void> run() {
        return Flux.interval(EVERY).onBackpressureDrop().concatMap(_ -> report(), 1);
    }

    private Mono<Void> report() {
        return players.report()
                .doOnNext(failed -> {
                    if (failed > 0) {
                        log.warn("{} players are not reported as seen for now", failed);
                    }
                })
                .then();
    }
}
