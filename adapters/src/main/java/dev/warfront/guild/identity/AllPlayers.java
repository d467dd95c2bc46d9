package dev.warfront.guild.identity;

import dev.warfront.guild.Players;
import dev.warfront.kernel.PlayerId;
import org.springframework.context.annotation.Fallback;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Everybody exists, until accounts do: steps back for any other answer.
@Fallback
@Component
final class AllPlayers implements Players {
    @Override
    public Mono<Boolean> exists(PlayerId player) {
        return Mono.just(true);
    }
}
