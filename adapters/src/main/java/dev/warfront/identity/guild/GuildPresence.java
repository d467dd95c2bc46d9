package dev.warfront.identity.guild;

import dev.warfront.guild.Activity;
import dev.warfront.identity.Presence;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Clans count their active members.
@Component
final class GuildPresence implements Presence {
    private final Activity activity;

    GuildPresence(Activity activity) {
        this.activity = activity;
    }

    @Override
    public Mono<Void> seen(PlayerId player, Instant at) {
        return activity.seen(player, at);
    }
}
