package dev.warfront.territory.http;

import static dev.warfront.territory.TestLand.anyClan;
import static dev.warfront.territory.TestLand.land;
import static dev.warfront.territory.TestLand.neutral;
import static dev.warfront.territory.TestLand.owned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.Rank;
import dev.warfront.guild.TestClans;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.http.HttpServer;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.territory.LandGame;
import dev.warfront.territory.Location;
import dev.warfront.territory.Territory;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.TestLand;
import dev.warfront.territory.WorldRegions;
import dev.warfront.territory.postgres.LandOnPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

class TerritoryHttpTest {
    private static final LandOnPostgres STORE = new LandOnPostgres();
    private static final TestClans CLANS = new TestClans();
    private static final LandGame GAME =
            new LandGame(STORE, CLANS, ThreadLocalRandom.current().nextLong());

    private static final WorldRegions REGIONS =
            new WorldRegions(() -> List.of(TestLand.authored("nowhere.one", TerritoryType.RESOURCE, "nowhere.two")));

    private static HttpServer server;
    private static WebTestClient client;

    @BeforeAll
    static void start() {
        server = HttpServer.of(
                new TerritoryController(
                        GAME.claimTerritory,
                        GAME.abandonLand,
                        STORE.territories(),
                        STORE.claims(),
                        STORE.map(),
                        REGIONS,
                        new TerritoryProblems()),
                new RegionController(REGIONS));
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private final ClanId clan = anyClan();
    private final PlayerId officer = CLANS.officerOf(clan, 3, 12_000);

    private static Territory stored(Territory land) {
        return LandGame.answer(STORE.put(land).thenReturn(land));
    }

    @SuppressWarnings("rawtypes") // a JSON object
    private static EntityExchangeResult<Map> get(String path) {
        return client.get()
                .uri("/api/v1/territories" + path)
                .exchange()
                .expectBody(Map.class)
                .returnResult();
    }

    @SuppressWarnings("rawtypes") // a JSON object
    private static EntityExchangeResult<Map> claim(PlayerId player, Territory land, String version) {
        return client.post()
                .uri("/api/v1/territories/" + land.id().value() + "/claim")
                .header(HttpServer.CALLER, player.value() + " PLAYER")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", version)
                .exchange()
                .expectBody(Map.class)
                .returnResult();
    }

    @SuppressWarnings("rawtypes") // a JSON object
    private static Map<?, ?> expect(EntityExchangeResult<Map> result, int status) {
        assertThat(result.getStatus().value()).as("%s", result).isEqualTo(status);
        return Objects.requireNonNull(result.getResponseBody());
    }

    @SuppressWarnings("rawtypes") // a JSON object
    private static void expect(EntityExchangeResult<Map> result, int status, String code) {
        assertThat(expect(result, status).get("code")).isEqualTo(code);
    }

    private static List<?> items(Map<?, ?> body) {
        return (List<?>) Objects.requireNonNull(body.get("items"));
    }

    @Test
    void givenLand_allOfItIsAnswered() {
        var land = stored(owned(clan));

        var result = get("/" + land.id().value());

        var body = expect(result, 200);
        assertThat(result.getResponseHeaders().getETag()).isEqualTo("\"1\"");
        assertThat(body.get("id")).isEqualTo(land.id().value().toString());
        assertThat(body.get("owner_clan_id")).isEqualTo(clan.value().toString());
        assertThat(body.get("location")).isEqualTo(Map.of("x", 0.0, "y", 0.0, "z", 0.0));
        assertThat(body.get("improvements")).isEqualTo(Map.of("walls", 0, "towers", 0, "traps", 0, "production", 0));
        assertThat(body.get("state")).isEqualTo("OWNED");
        assertThat(body.get("window_start")).isEqualTo(1_080);
        assertThat(body.keySet().stream().map(String::valueOf))
                .contains("protected_until", "locked_by_war_id", "captured_at", "abandon_due_at", "siege_difficulty");
    }

    @Test
    void givenNearbyLand_itComesWithItsDistance() {
        var near = stored(land(TerritoryType.RESOURCE, new Location(200_003, 200_004, 0), clan));
        stored(land(TerritoryType.CAPITAL, new Location(203_000, 200_000, 0), clan));
        var path = "/nearby?x=200000&y=200000&owner=" + clan.value();

        assertThat(items(expect(get(path), 200))).singleElement().satisfies(item -> {
            assertThat(((Map<?, ?>) item).get("id")).isEqualTo(near.id().value().toString());
            assertThat(((Map<?, ?>) item).get("distance_m")).isEqualTo(5.0);
        });
        assertThat(items(expect(get(path + "&radius=3000"), 200))).hasSize(2);
        assertThat(items(expect(get(path + "&k=1"), 200))).hasSize(1);
        assertThat(items(expect(get(path + "&k=50&type=CAPITAL"), 200))).hasSize(1);
    }

    @Test
    void givenAList_itIsFilteredAndPaged() {
        stored(owned(clan));
        stored(owned(clan));
        var path = "?limit=1&state=OWNED&region=nowhere&type=RESOURCE&owner=" + clan.value();

        var first = expect(get(path), 200);
        var second = expect(get(path + "&cursor=" + first.get("next_cursor")), 200);

        assertThat(items(first)).hasSize(1).isNotEqualTo(items(second));
        assertThat(second.get("next_cursor")).isNull();
    }

    @Test
    void givenTheWorld_itsRegionsAreAnswered() {
        var regions = client.get()
                .uri("/api/v1/regions")
                .exchange()
                .expectBody(Map.class)
                .returnResult();

        assertThat(items(expect(regions, 200))).isEqualTo(List.of(Map.of("id", "nowhere", "territories", 1)));
    }

    @Test
    void givenBorders_theNeighboursAreAnsweredAsLandIs() {
        var here = stored(neutral());
        var neighbour = stored(owned(clan));
        LandGame.answer(STORE.join(here.id(), neighbour.id()).thenReturn(here));

        var neighbours = items(expect(get("/" + here.id().value() + "/neighbours"), 200));

        assertThat(neighbours).isEqualTo(List.of(expect(get("/" + neighbour.id().value()), 200)));
    }

    @Test
    void givenAClaim_itIsAccepted_andTheHistoryTellsTheOwner() {
        var land = stored(neutral());

        var claim = expect(claim(officer, land, "\"1\""), 202);
        assertThat(claim.get("cost")).isEqualTo(5_000);
        assertThat(claim.get("status")).isEqualTo("RUNNING");
        assertThat(claim.get("clan_id")).isEqualTo(clan.value().toString());
        GAME.pass(Duration.ofMinutes(10), STORE);

        var spans = items(expect(get("/" + land.id().value() + "/history"), 200));
        assertThat(spans).hasSize(2);
        assertThat(((Map<?, ?>) spans.getFirst()).get("clan_id"))
                .isEqualTo(clan.value().toString());
        assertThat(((Map<?, ?>) spans.getFirst()).get("reason")).isEqualTo("CLAIM");
        assertThat(((Map<?, ?>) spans.getLast()).get("until_at"))
                .isEqualTo(((Map<?, ?>) spans.getFirst()).get("from_at"));
    }

    @Test
    void givenAClaim_anybodyReadsItById_alsoWhenItIsOver() {
        var land = stored(neutral());
        var accepted = claim(officer, land, "1");
        var id = expect(accepted, 202).get("id");
        assertThat(accepted.getResponseHeaders().getLocation()).hasPath("/api/v1/territories/claims/" + id);

        assertThat(expect(get("/claims/" + id), 200).get("status")).isEqualTo("RUNNING");
        GAME.pass(Duration.ofMinutes(10), STORE);

        var over = expect(get("/claims/" + id), 200);
        assertThat(over.get("status")).isEqualTo("WON");
        assertThat(over.get("territory_id")).isEqualTo(land.id().value().toString());
        expect(get("/claims/" + UUID.randomUUID()), 404, "CLAIM_NOT_FOUND");
    }

    @Test
    void givenClaimsThatCannotBe_eachHasItsCode() {
        var land = stored(neutral());
        var beginner = CLANS.officerOf(anyClan(), 2, 0);
        var poor = CLANS.officerOf(anyClan(), 3, 4_999);
        var rich = CLANS.officerOf(anyClan(), 3, 1_000_000);
        var disbanded = anyClan();
        var former = CLANS.officerOf(disbanded, 3, 0);
        CLANS.disband(disbanded);

        expect(claim(TestLand.anyPlayer(), land, "1"), 403, "NOT_A_MEMBER");
        expect(claim(CLANS.member(clan, Rank.VETERAN), land, "1"), 403, "INSUFFICIENT_RANK");
        expect(claim(former, land, "1"), 409, "CLAN_NOT_ACTIVE");
        expect(claim(beginner, land, "1"), 422, "CLAN_LEVEL_TOO_LOW");
        expect(claim(poor, land, "1"), 422, "TREASURY_INSUFFICIENT");
        expect(claim(rich, land, "2"), 412, "VERSION_CONFLICT");
        expect(claim(rich, land, ""), 428, "IF_MATCH_REQUIRED");
        expect(claim(rich, neutral(), "1"), 404, "TERRITORY_NOT_FOUND");
        expect(claim(rich, stored(owned(anyClan())), "1"), 409, "TERRITORY_NOT_NEUTRAL");
        expect(claim(rich, land, "1"), 202);
        expect(claim(rich, land, "1"), 409, "CLAIM_ALREADY_RUNNING");
        expect(claim(rich, stored(neutral()), "1"), 202);
        expect(claim(rich, stored(neutral()), "1"), 202);
        expect(claim(rich, stored(neutral()), "1"), 409, "TERRITORY_CAP_REACHED");
    }

    @SuppressWarnings("rawtypes") // a JSON object
    private static EntityExchangeResult<Map> abandon(
            HttpMethod method, PlayerId player, Territory land, String version) {
        return client.method(method)
                .uri("/api/v1/territories/" + land.id().value() + "/abandon")
                .header(HttpServer.CALLER, player.value() + " PLAYER")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", version)
                .exchange()
                .expectBody(Map.class)
                .returnResult();
    }

    @Test
    void givenLandThatIsGivenBack_itIsNeutralAfterADay() {
        var land = stored(owned(clan));
        var path = "/" + land.id().value();
        var due = WireJson.text(GAME.clock.instant().plus(Duration.ofHours(24)));

        var given = abandon(HttpMethod.POST, officer, land, "1");
        assertThat(expect(given, 202).get("abandon_due_at")).isEqualTo(due);
        assertThat(given.getResponseHeaders().getETag()).isEqualTo("\"2\"");
        assertThat(given.getResponseHeaders().getLocation()).hasPath("/api/v1/territories" + path);
        GAME.pass(Duration.ofHours(1), STORE);
        var again = abandon(HttpMethod.POST, officer, land, "2");
        assertThat(expect(again, 202).get("abandon_due_at")).isEqualTo(due);
        GAME.pass(Duration.ofHours(23), STORE);

        assertThat(expect(get(path), 200).get("state")).isEqualTo("NEUTRAL");
        var latest = (Map<?, ?>) items(expect(get(path + "/history"), 200)).getFirst();
        assertThat(latest.get("reason")).isEqualTo("ABANDONED");
    }

    @Test
    void givenANotice_itIsTakenBack() {
        var land = stored(owned(clan));
        expect(abandon(HttpMethod.POST, officer, land, "1"), 202);

        var kept = abandon(HttpMethod.DELETE, officer, land, "2");

        assertThat(expect(kept, 200).get("abandon_due_at")).isNull();
        assertThat(kept.getResponseHeaders().getETag()).isEqualTo("\"3\"");
        assertThat(abandon(HttpMethod.DELETE, officer, land, "3")
                        .getResponseHeaders()
                        .getETag())
                .isEqualTo("\"3\"");
    }

    @Test
    void givenLandThatCannotBeGivenBack_eachHasItsCode() {
        var land = stored(owned(clan));
        var war = TestLand.anyWar();
        var locked = stored(owned(clan));
        LandGame.answer(STORE.transactions()
                .inTransaction(GAME.warLand.reserve(war, List.of(locked.id())))
                .thenReturn(war));
        var disbanded = anyClan();
        var former = CLANS.officerOf(disbanded, 3, 0);
        CLANS.disband(disbanded);

        for (var method : List.of(HttpMethod.POST, HttpMethod.DELETE)) {
            expect(abandon(method, TestLand.anyPlayer(), land, "1"), 403, "NOT_A_MEMBER");
            expect(abandon(method, CLANS.member(clan, Rank.VETERAN), land, "1"), 403, "INSUFFICIENT_RANK");
            expect(abandon(method, CLANS.officerOf(anyClan(), 3, 0), land, "1"), 403, "TERRITORY_NOT_OWNER");
            expect(abandon(method, officer, stored(neutral()), "1"), 403, "TERRITORY_NOT_OWNER");
            expect(abandon(method, former, land, "1"), 409, "CLAN_NOT_ACTIVE");
            expect(abandon(method, officer, neutral(), "1"), 404, "TERRITORY_NOT_FOUND");
            expect(abandon(method, officer, land, "2"), 412, "VERSION_CONFLICT");
            expect(abandon(method, officer, land, ""), 428, "IF_MATCH_REQUIRED");
        }
        var refused = expect(abandon(HttpMethod.POST, officer, locked, "2"), 409);
        assertThat(refused.get("code")).isEqualTo("TERRITORY_LOCKED");
        assertThat(refused.get("war_id")).isEqualTo(war.value().toString());
    }

    @Test
    void givenLandAtWar_itCannotBeClaimed() {
        var land = stored(owned(anyClan()));
        var war = TestLand.anyWar();
        LandGame.answer(STORE.transactions()
                .inTransaction(GAME.warLand.reserve(war, List.of(land.id())))
                .thenReturn(war));

        var body = expect(claim(officer, land, "2"), 409);

        assertThat(body.get("code")).isEqualTo("TERRITORY_LOCKED");
        assertThat(body.get("war_id")).isEqualTo(war.value().toString());
    }

    @Test
    void givenAGuestWhoClaims_itMustLogIn() {
        var result = client.post()
                .uri("/api/v1/territories/" + UUID.randomUUID() + "/claim")
                .header("Idempotency-Key", "k")
                .header("If-Match", "1")
                .exchange()
                .expectBody(Map.class)
                .returnResult();

        expect(result, 401, "UNAUTHENTICATED");
    }

    @ParameterizedTest
    @CsvSource({
        "/0190163d-8694-739b-aea5-966c26f8ad91, 404, TERRITORY_NOT_FOUND",
        "/0190163d-8694-739b-aea5-966c26f8ad91/neighbours, 404, TERRITORY_NOT_FOUND",
        "/0190163d-8694-739b-aea5-966c26f8ad91/history, 404, TERRITORY_NOT_FOUND",
        "/nobody, 400, VALIDATION_FAILED",
        "?state=LOST, 400, VALIDATION_FAILED",
        "?owner=me, 400, VALIDATION_FAILED",
        "?region=%00, 400, VALIDATION_FAILED",
        "?region=atlantis, 400, VALIDATION_FAILED",
        "/nearby?x=1&y=1&region=atlantis, 400, VALIDATION_FAILED",
        "?cursor=AA, 400, VALIDATION_FAILED",
        "/nearby?x=1, 400, VALIDATION_FAILED",
        "/nearby?x=NaN&y=1, 400, VALIDATION_FAILED",
        "/nearby?x=1e300&y=1, 400, VALIDATION_FAILED",
        "/nearby?x=1&y=1&radius=0.5, 400, VALIDATION_FAILED",
        "/nearby?x=1&y=1&radius=20001, 400, VALIDATION_FAILED",
        "/nearby?x=1&y=1&k=0, 400, VALIDATION_FAILED",
        "/nearby?x=1&y=1&k=51, 400, VALIDATION_FAILED",
        "/nearby?x=1&y=1&k=5&radius=50, 400, VALIDATION_FAILED",
    })
    void givenImproperQueries_theirCodeIsAnswered(String path, int status, String code) {
        expect(get(path), status, code);
    }
}
