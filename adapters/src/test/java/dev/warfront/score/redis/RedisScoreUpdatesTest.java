package dev.warfront.score.redis;

import dev.warfront.score.ScoreUpdate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class RedisScoreUpdatesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void givenAMessageInTheMomentInWhichItIsConnected_itIsNotMissed() {
        var messages = Sinks.many().multicast().<ScoreUpdate>directBestEffort();
        var message = new ScoreUpdate.Disconnected();

        RedisScoreUpdates.announced(messages.asFlux(), Mono.empty())
                .doOnNext(update -> {
                    if (update instanceof ScoreUpdate.Connected) {
                        messages.tryEmitNext(message).orThrow();
                    }
                })
                .as(StepVerifier::create)
                .expectNext(new ScoreUpdate.Connected(), message)
                .thenCancel()
                .verify(PATIENCE);
    }
}
