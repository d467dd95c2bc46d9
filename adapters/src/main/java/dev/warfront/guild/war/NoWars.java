package dev.warfront.guild.war;

import dev.warfront.guild.WarLocks;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import org.springframework.context.annotation.Fallback;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Peace, until wars exist: steps back for any other answer.
@Fallback
@Component
final class NoWars implements WarLocks {
    @Override
    public Mono<Boolean> inWar(ClanId clan) {
        return Mono.just(false);
    }

    @Override
    public Mono<Void> joined(ClanId clan, PlayerId player, Instant at) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> left(ClanId clan, PlayerId player, boolean kicked) {
        return Mono.empty();
    }
}
