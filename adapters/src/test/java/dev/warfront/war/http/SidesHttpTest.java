package dev.warfront.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.ClanWars;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.war.Rosters;
import dev.warfront.war.postgres.WarWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The limit of the reference: 250 on a side. Source: docs/rules/war.md, who fights.
class SidesHttpTest extends WarsOverHttp {
    private static final int SIDE_MAX = 250;

    @Test
    void givenASideOf250_whoJoinsItIsShownWithoutAPlace_andCannotFight() {
        var war = activeAgainst(clanOf(SIDE_MAX - 1));
        var big = world.view(war).leads().defender();

        var last = join(big);
        var late = join(big);

        var shown = participants(war);
        assertThat(shown).hasSize(SIDE_MAX + 1 + attackers.size());
        assertThat(shown.stream().filter(one -> one.path("place").asBoolean())).hasSize(SIDE_MAX + attackers.size());
        assertThat(of(last, shown).path("place").asBoolean()).isTrue();
        assertThat(of(late, shown).path("place").asBoolean()).isFalse();
        assertThat(of(late, shown).path("status").asString()).isEqualTo("ACTIVE");
        var roster = WarWorld.await(world.get(Rosters.class).of(war, Instant.EPOCH));
        assertThat(roster.of(last)).isPresent();
        assertThat(roster.of(late)).isEmpty();
    }

    private ClanId clanOf(int members) {
        var clan = new ClanId(UUID.randomUUID());
        var founders = world.clan(clan).size();
        for (var i = founders; i < members; i++) {
            world.join(
                    clan,
                    new PlayerId(UUID.randomUUID()),
                    Rank.MEMBER,
                    world.clock.instant().minus(Duration.ofDays(30)));
        }
        WarWorld.run(world.database()
                .sql("update guilds set max_members = 300, member_count = :members where id = :id")
                .bind("members", members)
                .bind("id", clan.value())
                .then());
        return clan;
    }

    private WarId activeAgainst(ClanId clan) {
        var war = world.declare(attackers.getFirst(), attacker, clan);
        world.nextPhase(war);
        world.nextPhase(war);
        return war;
    }

    private PlayerId join(ClanId clan) {
        var player = new PlayerId(UUID.randomUUID());
        world.join(clan, player, Rank.MEMBER, world.clock.instant());
        WarWorld.run(world.transactions()
                .inTransaction(world.get(ClanWars.class).joined(clan, player, world.clock.instant())));
        return player;
    }

    private List<JsonNode> participants(WarId war) {
        var all = new ArrayList<JsonNode>();
        var path = WARS + "/" + war.value() + "/participants?limit=100";
        var cursor = "";
        do {
            var page = WireJson.jsonMapper().readTree(bytes(get(path + cursor)));
            page.path("items").forEach(all::add);
            var next = page.path("next_cursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return all;
    }

    private static JsonNode of(PlayerId player, List<JsonNode> shown) {
        return shown.stream()
                .filter(one ->
                        one.path("player_id").asString().equals(player.value().toString()))
                .findFirst()
                .orElseThrow();
    }
}
