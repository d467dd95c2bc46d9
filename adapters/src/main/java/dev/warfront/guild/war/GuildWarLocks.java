package dev.warfront.guild.war;

import dev.warfront.guild.WarLocks;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.war.Membership;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The wars of the war context.
@Component
final class GuildWarLocks implements WarLocks {
    private final Membership membership;

    GuildWarLocks(Membership membership) {
        this.membership = membership;
    }

    @Override
    public Mono<Boolean> inWar(ClanId clan) {
        return membership.inWar(clan);
    }

    @Override
    public Mono<Void> joined(ClanId clan, PlayerId player, Instant at) {
        return membership.joined(clan, player, at);
    }

    @Override
    public Mono<Void> left(ClanId clan, PlayerId player, boolean kicked) {
        return membership.left(clan, player, kicked);
    }
}
