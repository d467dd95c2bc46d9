package dev.warfront.packaged;

import static dev.warfront.packaged.RawProducer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.bench.book.ForeignRecords;
import dev.warfront.bench.simulator.Credentials;
import dev.warfront.bench.wire.IngestResult;
import dev.warfront.bench.wire.RSocketConnection;
import dev.warfront.bench.wire.ScoreEvent;
import dev.warfront.bench.wire.Transport;
import dev.warfront.bench.wire.Wire;
import dev.warfront.packaged.RawProducer.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Bad input of every kind, by every way in, while a war is simulated: each is refused with its code, none of it shows
/// what
/// is inside, and the war ends as the book says.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

    /// Out of reach: the war ends by surrender.
    private static final Duration ACTIVE = Duration.ofMinutes(10);

    private static final Duration LOAD = Duration.ofSeconds(10);

    /// Shorter than the tests take, so that the one that waits for its end waits little.
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int EVENTS = 3_000;

    private static final int MEGABYTE = 1 << 20;

    /// Bytes that a record may have.
    private static final int RECORD_MAX = 64 << 10;

    private final Seed seed = Seed.drawn("BadInputIT");

    private final PackagedProgram program = PackagedProgram.named("bad-input")
            .with("war.phase.active", ACTIVE.toSeconds() + "s")
            .with("war.identity.token.access", TOKEN_LIFE.toSeconds() + "s")
            .with("war.identity.token.skew", "0s")
            .start();

    private final Credentials credentials = program.credentials();

    /// The oldest token of the run.
    private String first = "";

    private final ForeignRecords others = new ForeignRecords();

    private final SimulatedWar simulated = SimulatedWar.begin(program, seed, EVENTS, LOAD, others);

    private final Http http = new Http(program.addresses().http());

    private final RawProducer log = new RawProducer();

    /// What the pipeline must have refused, by event id.
    private final Set<UUID> refused = ConcurrentHashMap.newKeySet();

    private UUID war = new UUID(0, 0);

    private WarPlayers sides = new WarPlayers(war, war, Map.of());

    @BeforeAll
    void givenAWarThatIsFought() {
        first = server();
        war = simulated.awaitActive();
        sides = WarPlayers.of(
                program, seed, http.get("/clan-wars/" + war).send().json());
    }

    @AfterAll
    void theWarEndsAsTheBookSays_andEachRefusalWasPublished() {
        try (program;
                simulated;
                log) {
            simulated.settle(war);
            Await.until(PATIENCE, "score.rejected of each", this::unpublished, Set::isEmpty);
            expire(first);
        }
    }

    @Test
    void unknownIds() {
        var nobody = UUID.randomUUID();
        http.get("/clan-wars/" + nobody).refused(404, "WAR_NOT_FOUND");
        http.get("/clan-wars/" + nobody + "/phase").refused(404, "WAR_NOT_FOUND");
        http.get("/clans/" + nobody).refused(404, "CLAN_NOT_FOUND");
        http.get("/territories/" + nobody).refused(404, "TERRITORY_NOT_FOUND");
        http.get("/battles/" + nobody).refused(404, "BATTLE_NOT_FOUND");
        http.post("/clan-wars/" + nobody + "/surrender", Map.of())
                .as(leader())
                .ifMatch(1)
                .refused(404, "WAR_NOT_FOUND");
        http.get("/clan-wars/not-an-id").refused(400, "VALIDATION_FAILED");
        http.get("/no-such-thing").as(leader()).refused(404, "NOT_FOUND");
    }

    @Test
    void wrongRank_andOtherClansObjects() {
        var member = token(sides.attacker().getLast());
        var enemy = token(sides.defender().getFirst());
        var attacker = sides.attackerClan();
        http.post("/clan-wars", declaration(attacker, sides.defenderClan()))
                .as(member)
                .refused(403, "WAR_INSUFFICIENT_RANK");
        http.post("/clan-wars", declaration(attacker, sides.defenderClan()))
                .as(enemy)
                .refused(403, "WAR_NOT_CLAN_MEMBER");
        http.post("/clan-wars/" + war + "/surrender", Map.of())
                .as(member)
                .ifMatch(version())
                .refused(403, "WAR_INSUFFICIENT_RANK");
        http.post("/clan-wars/" + war + "/cancel", Map.of())
                .as(enemy)
                .ifMatch(version())
                .refused(403, "WAR_NOT_LEAD_CLAN");
        assertThat(http.post(
                                "/clans/" + attacker + "/invitations",
                                Map.of("player_id", sides.defender().getLast().id()))
                        .as(enemy)
                        .send())
                .satisfies(response -> assertThat(response.status()).isEqualTo(403))
                .satisfies(Http.Response::assertTight);
        http.post("/admin/clans/" + attacker + "/grants", Map.of("credits", 1, "experience", 1, "reason", "none"))
                .as(member)
                .refused(403, "FORBIDDEN");
        http.post("/clan-wars/" + war + "/score-events", Map.of("events", List.of(kill().event())))
                .as(member)
                .refused(403, "FORBIDDEN");
    }

    @Test
    void malformedRequests() {
        var leader = leader();
        http.raw("POST", "/clan-wars", "{\"attacker_clan_id\": ")
                .header("Idempotency-Key", "malformed")
                .as(leader)
                .refused(400, "VALIDATION_FAILED");
        http.post("/clan-wars", Map.of("attacker_clan_id", "nobody")).as(leader).refused(400, "VALIDATION_FAILED");
        http.post("/clan-wars", Map.of())
                .without("Idempotency-Key")
                .as(leader)
                .refused(400, "IDEMPOTENCY_KEY_REQUIRED");
        http.post("/clan-wars/" + war + "/cancel", Map.of()).as(leader).refused(428, "IF_MATCH_REQUIRED");
        http.post("/clan-wars/" + war + "/surrender", Map.of())
                .as(leader)
                .ifMatch(999)
                .refused(412, "WAR_VERSION_CONFLICT");
        http.raw("POST", "/auth/login", "login=me")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .refused(415, "UNSUPPORTED_MEDIA_TYPE");
        http.raw("PATCH", "/clan-wars/" + war, "{}").as(leader).refused(405, "METHOD_NOT_ALLOWED");
        http.get("/clan-wars?cursor=%00garbage").refused(400, "VALIDATION_FAILED");
    }

    @Test
    void oversizedBodies_byEachWay() {
        var large = "x".repeat(MEGABYTE);
        http.post("/clan-wars", Map.of("war_type", large)).as(leader()).refused(413, "BODY_TOO_LARGE");
        http.post("/auth/login", Map.of("login", large, "password", large)).refused(413, "BODY_TOO_LARGE");
        var event = objective(IntStream.range(0, MEGABYTE / 36)
                .mapToObj(_ -> UUID.randomUUID())
                .toList());
        http.post("/clan-wars/" + war + "/score-events", Map.of("events", List.of(event)))
                .as(server())
                .refused(413, "BODY_TOO_LARGE");
        assertThat(overChannel(event)).noneMatch(result -> result.status().equals("QUEUED"));
        var value = Wire.JSON.writeValueAsBytes(event);
        assertThatThrownBy(() -> log.append(null, bytes(war.toString()), value, key(), sign(value)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RecordTooLargeException.class);
        assertThat(http.get("/clan-wars/" + war).send().status()).isEqualTo(200);
    }

    /// If the body were left unread, about one in thirty of the requests behind it would never be answered.
    @Test
    void oversizedBodies_doNoHarmToTheRequestBehindThem() {
        var large = Map.of("login", "x".repeat(MEGABYTE), "password", "x");
        for (var i = 0; i < 60; i++) {
            http.post("/auth/login", large).refused(413, "BODY_TOO_LARGE");
            http.raw("POST", "/clans", "x".repeat(MEGABYTE / 8)).refused(401, "UNAUTHENTICATED");
            assertThat(http.post("/auth/refresh", Map.of("refresh_token", "none"))
                            .send()
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void tokens() {
        http.get("/me").refused(401, "UNAUTHENTICATED");
        http.get("/me").as("garbage").refused(401, "UNAUTHENTICATED");
        var token = leader();
        var forged = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(86);
        http.get("/me").as(forged).refused(401, "UNAUTHENTICATED");
        assertThat(http.get("/me").as(token).send().status()).isEqualTo(200);
        http.post("/auth/login", Map.of("login", sides.attacker().getFirst().login(), "password", "not this one"))
                .refused(401, "INVALID_CREDENTIALS");
    }

    private void expire(String token) {
        assertThat(http.get("/me").as(leader()).send().status()).isEqualTo(200);
        Await.until(
                TOKEN_LIFE.plus(PATIENCE),
                "expiry of a token",
                () -> http.get("/me").as(token).send().status(),
                status -> status == 401);
        http.get("/me").as(token).refused(401, "UNAUTHENTICATED");
        http.post("/clan-wars", declaration(sides.attackerClan(), sides.defenderClan()))
                .as(token)
                .refused(401, "UNAUTHENTICATED");
    }

    /// What the ingest alone can tell never reaches the log.
    @Test
    void badEventsOverHttpAndChannel() {
        var negative = kill().worth(-5L);
        var untyped = kill().typed("NUKE");
        var twice = kill().worth(-5L);
        var events = List.of(negative.event(), untyped.event(), twice.event());
        var response = http.post("/clan-wars/" + war + "/score-events", Map.of("events", events))
                .as(server())
                .send();
        response.assertTight();
        assertThat(response.status()).as(response.toString()).isEqualTo(202);
        var results = response.json().path("results");
        assertThat(results.get(0).path("status").asString()).isEqualTo("REJECTED");
        assertThat(results.get(0).path("code").asString()).isEqualTo("SCORE_OUT_OF_RANGE");
        assertThat(results.get(1).path("code").asString()).isEqualTo("SCORE_INVALID_TYPE");
        assertThat(overChannel(kill().worth(-5L).event()))
                .extracting(IngestResult::code)
                .containsExactly("SCORE_OUT_OF_RANGE");
        http.raw("POST", "/clan-wars/" + war + "/score-events", "{\"events\": [{]}")
                .as(server())
                .refused(400, "VALIDATION_FAILED");
        http.post("/clan-wars/" + war + "/score-events", Map.of("events", List.of()))
                .as(server())
                .refused(400, "VALIDATION_FAILED");
    }

    @Test
    void garbageInTheTopic() throws ExecutionException {
        var garbage = new byte[] {(byte) 0xff, 0, 1, 2, '{'};
        rejected("SCORE_MALFORMED", append(war.toString(), garbage));
        rejected("SCORE_MALFORMED", append(war.toString(), bytes("[]")));
        rejected("SCORE_MALFORMED", append(war.toString(), bytes("{\"event_id\": 7}")));
        rejected("SCORE_MALFORMED", append(war.toString(), new byte[0]));
        rejected("SCORE_MALFORMED", log.append(null, bytes(war.toString()), null, key(), "00"));
        rejected("SCORE_MALFORMED", append(war.toString(), bytes("{\"padding\": \"" + "x".repeat(RECORD_MAX) + "\"}")));
        var letters = Await.until(PATIENCE, "dead letters", this::deadLetters, found -> found.size() >= 6);
        assertThat(letters).contains("[]", "{\"event_id\": 7}", "");
        assertThat(letters).as("of what is too long the beginning").anyMatch(letter -> letter.length() == RECORD_MAX);
        assertGoesOn();
    }

    @Test
    void forgedSignaturesInTheTopic() throws ExecutionException {
        var value = written(kill());
        var signature = sign(value);
        rejected("SCORE_SIGNATURE_INVALID", signed(value, key(), "0".repeat(64)));
        rejected("SCORE_SIGNATURE_INVALID", signed(value, key(), "not hex"));
        rejected("SCORE_SIGNATURE_INVALID", signed(value, key(), null));
        rejected("SCORE_SIGNATURE_INVALID", signed(value, null, signature));
        rejected("SCORE_SIGNATURE_INVALID", signed(value, UUID.randomUUID(), signature));
        rejected("SCORE_SIGNATURE_INVALID", signed(written(kill()), key(), signature));
        assertGoesOn();
    }

    @Test
    void foreignKeysAndPartitionsInTheTopic() throws ExecutionException {
        var value = written(kill());
        rejectedElsewhere("SCORE_WRONG_PARTITION", append(UUID.randomUUID().toString(), value));
        rejectedElsewhere("SCORE_WRONG_PARTITION", append("no war at all", written(kill())));
        rejectedElsewhere("SCORE_WRONG_PARTITION", log.append(0, null, value, key(), sign(value)));
        var elsewhere = (home() + 1) % log.partitions();
        rejectedElsewhere(
                "SCORE_WRONG_PARTITION", log.append(elsewhere, bytes(war.toString()), value, key(), sign(value)));
        assertGoesOn();
    }

    @Test
    void factsThatCannotBeInTheTopic() throws ExecutionException {
        var other = UUID.randomUUID();
        rejected("SCORE_INVALID_TYPE", append(war.toString(), written(kill().typed("NUKE"))));
        rejected("SCORE_INVALID_TYPE", append(war.toString(), written(kill().typed("TERRITORY_CAPTURE"))));
        rejected("SCORE_INVALID_TYPE", append(war.toString(), written(kill().typed("CUT_OFF"))));
        rejected("SCORE_OUT_OF_RANGE", append(war.toString(), written(kill().worth(-5L))));
        assertReviewed("SCORE_WAR_NOT_ACTIVE", append(other.toString(), written(kill().of(other))));
        rejected(
                "SCORE_CLOCK_SKEW",
                append(war.toString(), written(kill().at(Instant.now().plusSeconds(600)))));
        rejected("SCORE_NOT_PARTICIPANT", append(war.toString(), written(kill().by(UUID.randomUUID()))));
        rejected(
                "SCORE_SAME_SIDE",
                append(
                        war.toString(),
                        written(kill().by(sides.defender().getLast().id()))));
        assertGoesOn();
    }

    private Place append(String key, byte[] value) throws ExecutionException {
        return log.append(null, bytes(key), value, key(), sign(value));
    }

    private Place signed(byte[] value, @Nullable UUID server, @Nullable String signature) throws ExecutionException {
        return log.append(null, bytes(war.toString()), value, server, signature);
    }

    /// The record is in the review table with its code; nothing of it is in the ledger.
    private List<String> deadLetters() {
        return EventTopic.read("war.dead-letter").stream()
                .filter(letter -> letter.key().equals(war.toString()))
                .map(EventTopic.Entry::value)
                .toList();
    }

    private void rejected(String code, Place place) {
        others.expect(place.offset(), code);
        assertReviewed(code, place);
    }

    /// Of a record that names the war, but does not lie where the war's records lie.
    private void rejectedElsewhere(String code, Place place) {
        others.expectUncounted(code);
        assertReviewed(code, place);
    }

    private void assertReviewed(String code, Place place) {
        var found = Await.until(
                PATIENCE,
                "review of the record at " + place,
                () -> simulated
                        .truth()
                        .text(
                                "select code from clan_war_score_review where log_partition = ? and log_offset = ?",
                                place.partition(),
                                place.offset()),
                Optional::isPresent);
        assertThat(found).contains(code);
        assertThat(simulated
                        .truth()
                        .number(
                                "select count(*) from clan_war_scores where log_partition = ? and log_offset = ?",
                                place.partition(),
                                place.offset()))
                .isZero();
    }

    /// The partition of the war is not stuck: good events behind the bad ones are counted.
    private void assertGoesOn() {
        var before = simulated.truth().state(war).accepted();
        Await.until(
                PATIENCE,
                "a good event behind a bad one",
                () -> simulated.truth().state(war).accepted(),
                now -> now > before);
    }

    private Set<UUID> unpublished() {
        var published = EventTopic.read("war.score").stream()
                .map(EventTopic.Entry::value)
                .filter(value -> value.contains("\"score.rejected\""))
                .collect(Collectors.joining("\n"));
        return refused.stream()
                .filter(id -> !published.contains(id.toString()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /// Empty when the program ended the channel instead of answering.
    private List<IngestResult> overChannel(ScoreEvent event) {
        var token = server();
        var link = RSocketConnection.open(program.addresses(), Transport.TCP_JSON, () -> Optional.of(token));
        try {
            return Optional.ofNullable(link.ingest(Flux.just(new RSocketConnection.Batch(List.of(event))))
                            .flatMapIterable(IngestResult.Batch::results)
                            .collectList()
                            .onErrorResume(_ -> Mono.just(List.of()))
                            .block(PATIENCE))
                    .orElse(List.of());
        } finally {
            link.close();
        }
    }

    private byte[] written(Kill kill) {
        refused.add(kill.event().eventId());
        return Wire.JSON.writeValueAsBytes(kill.event());
    }

    private Kill kill() {
        return new Kill(new ScoreEvent(
                UUID.randomUUID(),
                war,
                null,
                ScoreEvent.KILL,
                sides.attacker().getLast().id(),
                sides.defender().getFirst().id(),
                List.of(),
                null,
                Instant.now()));
    }

    private ScoreEvent objective(List<UUID> players) {
        return new ScoreEvent(
                UUID.randomUUID(), war, null, ScoreEvent.OBJECTIVE_CAPTURE, null, null, players, null, Instant.now());
    }

    private int home() {
        return simulated.truth().partition(war);
    }

    private long version() {
        return http.get("/clan-wars/" + war).send().json().path("version").asLong();
    }

    private Map<String, Object> declaration(UUID attacker, UUID defender) {
        return Map.of(
                "attacker_clan_id",
                attacker,
                "defender_clan_id",
                defender,
                "war_type",
                "TERRITORIAL",
                "territories",
                List.of(UUID.randomUUID()));
    }

    private UUID key() {
        return credentials.key().id();
    }

    private String sign(byte[] value) {
        return credentials.key().sign(value);
    }

    private String leader() {
        return token(sides.attacker().getFirst());
    }

    private String server() {
        return token(credentials.server().name(), credentials.server().password());
    }

    private String token(WarPlayers.Player player) {
        return token(player.login(), player.password());
    }

    private String token(String login, String password) {
        var answer = http.post("/auth/login", Map.of("login", login, "password", password))
                .send();
        assertThat(answer.status()).as(login).isEqualTo(200);
        return answer.json().path("access_token").asString();
    }
}
