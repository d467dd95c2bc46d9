package dev.warfront.war.http;

import dev.warfront.guild.Clans;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.http.RouteLimit;
import dev.warfront.war.WarSettings;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How often a clan may try to declare within an hour. Attempts count, also those that the rules refuse; not
/// counted is who may not declare for the clan it names.
@Component
final class DeclarationLimit implements RouteLimit {
    static final String NAME = "war.declare";
    private static final Duration WINDOW = Duration.ofHours(1);

    private final JsonMapper json;
    private final Clans clans;
    private final WarSettings settings;

    DeclarationLimit(JsonMapper json, Clans clans, WarSettings settings) {
        this.json = json;
        this.clans = clans;
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Mono<String> key(Asked asked) {
        return Mono.justOrEmpty(asked.caller())
                .flatMap(caller -> named(asked.body())
                        .flatMap(attacker -> clans.membershipOf(caller.id())
                                .filter(member -> member.clan().value().equals(attacker))
                                .filter(member -> member.rank().isAtLeast(Rank.DEPUTY))))
                .map(member -> member.clan().value().toString());
    }

    /// The clan that would declare, read as the route reads it.
    private Mono<UUID> named(JsonNode body) {
        return Mono.fromCallable(() -> json.treeToValue(body.path("attacker_clan_id"), UUID.class))
                .onErrorComplete(JacksonException.class);
    }

    @Override
    public int limit() {
        return settings.declare().perHour();
    }

    @Override
    public Duration window() {
        return WINDOW;
    }
}
