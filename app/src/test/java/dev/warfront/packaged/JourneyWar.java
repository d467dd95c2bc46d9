package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.bench.book.ForeignRecords;
import dev.warfront.bench.simulator.Credentials;
import dev.warfront.bench.wire.ScoreEvent;
import dev.warfront.bench.wire.Wire;
import dev.warfront.documents.Example;
import dev.warfront.documents.SeenEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// A war from its declaration to its end, while bad input of every kind comes in. It ends as the book says, every
/// interface tells the same of it, each refusal was published, all that was published is as docs/events.md says, and
/// nothing of it blocked an event loop.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JourneyWar {

    /// Out of reach: the war ends by surrender.
    private static final Duration ACTIVE = Duration.ofMinutes(30);

    private static final Duration LOAD = Duration.ofSeconds(10);

    /// Shorter than the tests take, so that the one that waits for its end waits little.
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(15);

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int EVENTS = 1_500;

    final Seed seed = Seed.drawn("JourneyIT");

    final PackagedProgram program = PackagedProgram.named("journey")
            .with("war.phase.active", ACTIVE.toSeconds() + "s")
            .with("war.identity.token.access", TOKEN_LIFE.toSeconds() + "s")
            .with("war.identity.token.skew", "0s")
            .with("war.limit.offensive", 1)
            .with("war.limit.defensive", 1)
            .with("war.cooldown.pair", "1h")
            .with("war.immunity.loser", "1h")
            .watched()
            .start();

    final Credentials credentials = program.credentials();

    /// The oldest token of the run.
    String first = "";

    final ForeignRecords others = new ForeignRecords();

    final SimulatedWar simulated = SimulatedWar.begin(program, seed, EVENTS, LOAD, others);

    final Http http = new Http(program.addresses().http());

    final RawProducer log = new RawProducer();

    /// What the pipeline must have refused, by event id.
    final Set<UUID> refused = ConcurrentHashMap.newKeySet();

    UUID war = new UUID(0, 0);

    WarPlayers sides = new WarPlayers(war, war, Map.of());

    @BeforeAll
    void givenAWarThatIsFought() {
        first = server();
        war = simulated.awaitActive();
        sides = WarPlayers.of(
                program, seed, http.get("/clan-wars/" + war).send().json());
    }

    @AfterAll
    void theWarEndsAsTheBookSays_andEveryInterfaceTellsTheSame() {
        try (program;
                simulated;
                log) {
            EndedWar.awaitAfterItsBattle(simulated.truth(), war);
            var report = simulated.settle(war);
            System.out.println("JourneyIT: " + report.line());
            new EndedWar(program, simulated.truth(), war).assertEveryInterfaceTellsTheSame(report);
            Await.until(PATIENCE, "score.rejected of each", this::unpublished, Set::isEmpty);
            assertAftermath();
            new SeenEvents(JourneyWar::published).assertDocumented();
            expire(first);
            assertThat(program.terminate(PATIENCE)).isEqualTo(PackagedProgram.TERMINATED);
            program.assertNothingBlocked();
        }
    }

    private static List<Example> published(String topic) {
        return EventTopic.read(topic).stream()
                .map(entry -> new Example(true, entry.key(), entry.headers(), entry.value()))
                .toList();
    }

    void expire(String token) {
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

    Set<UUID> unpublished() {
        var published = EventTopic.read("war.score").stream()
                .map(EventTopic.Entry::value)
                .filter(value -> value.contains("\"score.rejected\""))
                .collect(Collectors.joining("\n"));
        return refused.stream()
                .filter(id -> !published.contains(id.toString()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    byte[] written(Kill kill) {
        refused.add(kill.event().eventId());
        return Wire.JSON.writeValueAsBytes(kill.event());
    }

    Kill kill() {
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

    long version() {
        return http.get("/clan-wars/" + war).send().json().path("version").asLong();
    }

    Map<String, Object> declaration(UUID attacker, UUID defender) {
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

    UUID key() {
        return credentials.key().id();
    }

    String sign(byte[] value) {
        return credentials.key().sign(value);
    }

    /// What is true of the two when their war is over.
    abstract void assertAftermath();

    String leader() {
        return token(sides.attacker().getFirst());
    }

    String server() {
        return token(credentials.server().name(), credentials.server().password());
    }

    String token(WarPlayers.Player player) {
        return token(player.login(), player.password());
    }

    String token(String login, String password) {
        var answer = http.post("/auth/login", Map.of("login", login, "password", password))
                .send();
        assertThat(answer.status()).as(login).isEqualTo(200);
        return answer.json().path("access_token").asString();
    }
}
