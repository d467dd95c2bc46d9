package dev.warfront.war.http;

import dev.warfront.guild.Clans;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.HttpServer;
import dev.warfront.war.postgres.TwoClansOnPostgres;
import dev.warfront.war.postgres.WarWorld;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/// Two clans whose wars and battles are reached over HTTP. Each test has a world, clans and a server of its
/// own, and runs beside others.
@Execution(ExecutionMode.CONCURRENT)
public abstract class WarsOverHttp extends TwoClansOnPostgres {
    protected static final String API = "/api/v1";
    protected static final String WARS = "/clan-wars";

    protected final HttpServer server;
    protected final WebTestClient client;

    protected WarsOverHttp() {
        this(new WarWorld());
    }

    protected WarsOverHttp(WarWorld world) {
        super(world);
        server = HttpServer.of(world.controllers());
        client = server.client();
    }

    @AfterEach
    void close() {
        server.close();
    }

    protected final Map<String, Object> declaration(TerritoryId land) {
        return Map.of(
                "attacker_clan_id",
                attacker.value(),
                "defender_clan_id",
                defender.value(),
                "war_type",
                "TERRITORIAL",
                "territories",
                List.of(land.value()));
    }

    /// Of a war for nothing but its rank.
    protected static Map<String, Object> declaration(ClanId by, ClanId on) {
        return Map.of("attacker_clan_id", by.value(), "defender_clan_id", on.value(), "war_type", "RANKING");
    }

    protected final String declared(TerritoryId land) {
        return id(post(WARS, attackers.getFirst(), declaration(land))
                .expectStatus()
                .isCreated());
    }

    /// A war for the land, in which battles can be fought.
    protected final WarId active(TerritoryId... lands) {
        var war = world.declare(attackers.getFirst(), attacker, defender, lands);
        world.nextPhase(war);
        world.nextPhase(war);
        return war;
    }

    protected final ResponseSpec get(String path) {
        return client.get().uri(API + path).exchange();
    }

    protected final ResponseSpec post(String path, PlayerId by, @Nullable Object body) {
        return send(path, by.value() + " PLAYER", null, body);
    }

    /// A command on the version that was seen.
    protected final ResponseSpec matched(String path, PlayerId by, long version) {
        return send(path, by.value() + " PLAYER", version, null);
    }

    protected final ResponseSpec send(String path, String caller, @Nullable Long version, @Nullable Object body) {
        return send(path, caller, UUID.randomUUID().toString(), version, body);
    }

    protected final ResponseSpec send(
            String path, String caller, String key, @Nullable Long version, @Nullable Object body) {
        var request =
                client.post().uri(API + path).header(HttpServer.CALLER, caller).header("Idempotency-Key", key);
        if (version != null) {
            request.header("If-Match", "\"" + version + "\"");
        }
        return body == null ? request.exchange() : request.bodyValue(body).exchange();
    }

    protected static void expectCode(ResponseSpec answer, int status, String code) {
        answer.expectStatus().isEqualTo(status).expectBody().jsonPath("$.code").isEqualTo(code);
    }

    protected static String id(ResponseSpec answer) {
        return body(answer).replaceAll("^\\{\"id\":\"([^\"]+)\".*", "$1");
    }

    protected static String body(ResponseSpec answer) {
        return new String(bytes(answer), StandardCharsets.UTF_8);
    }

    protected static byte[] bytes(ResponseSpec answer) {
        return Objects.requireNonNull(answer.expectBody().returnResult().getResponseBody());
    }

    protected final long treasury(ClanId clan) {
        return WarWorld.await(world.get(Clans.class).find(clan)).treasury();
    }
}
