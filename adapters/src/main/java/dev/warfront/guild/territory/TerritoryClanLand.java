package dev.warfront.guild.territory;

import dev.warfront.guild.ClanLand;
import dev.warfront.kernel.ClanId;
import dev.warfront.territory.VacateLand;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Gives the land of disbanded clans back to the world.
@Component
final class TerritoryClanLand implements ClanLand {
    private final VacateLand vacateLand;

    TerritoryClanLand(VacateLand vacateLand) {
        this.vacateLand = vacateLand;
    }

    @Override
    public Mono<Void> vacate(ClanId clan, Instant at) {
        return vacateLand.vacate(clan, at);
    }
}
