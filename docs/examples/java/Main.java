import io.rsocket.RSocket;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.transport.netty.client.WebsocketClientTransport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Plays one war and compares its own book with the program's numbers.
final class Main {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Instant from = Instant.now();
    private final Config config;
    private final Api admin;
    private final Api server;
    private final UUID serverId;
    private final War war;
    private final Book book = new Book();

    private Main(Config config) throws Exception {
        this.config = config;
        this.admin = new Api(config.http(), config.admin()).logIn();
        this.server = new Api(config.http(), config.server()).logIn();
        this.serverId = UUID.fromString(server.get("/me").path("id").asString());
        this.war = War.declare(config.http(), admin);
    }

    public static void main(String[] args) throws Exception {
        System.out.println(play(System.getenv()));
    }

    static String play(Map<String, String> env) throws Exception {
        return new Main(Config.of(env)).play();
    }

    private String play() throws Exception {
        var active = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var scores = new ArrayList<JsonNode>();
        var last = new CountDownLatch(1);
        var port = config.rsocket().split(":");
        var tcp = TcpClientTransport.create(port[0], Integer.parseInt(port[1]));
        var open = Connection.open(tcp, "");
        var phases = new Follower(open, "war." + war.id() + ".phase", (_, data) -> data)
                .states()
                .filter(phase -> phase.path("status").asString().equals("ACTIVE"))
                .doOnNext(_ -> active.countDown())
                .doOnComplete(ended::countDown)
                .subscribe();
        var watched = Connection.open(WebsocketClientTransport.create(config.webSocket()), "");
        var score = new Follower(watched, "war." + war.id() + ".score", Score::apply)
                .states()
                .doOnNext(scores::add)
                .doOnComplete(last::countDown)
                .subscribe();
        try (var log = new EventLog(config.kafka(), serverId, config.signingKey());
                var rejections = new Rejections(config.kafka(), "example-" + serverId + war.id(), war.id().toString())) {
            await(active);
            var battle = Battle.begin(war.attacker().leader(), server, war.id(), war.land().path("id").asString());
            var channel = Connection.open(tcp, server.token()).block(PATIENCE);
            var wanted = fight(battle, log, channel);
            channel.dispose();
            Battle.win(server, battle);
            book.capture(book.attacker, war.land());
            until(() -> counts(), counts(book.accepted, book.duplicates, book.rejected));
            until(rejections::codes, wanted);
            surrender();
            await(ended);
            await(last);
            return report(scores.getLast(), rejections.codes());
        } finally {
            phases.dispose();
            score.dispose();
        }
    }

    /// Good events by each way, some again by another way, and wrong ones. Answers what is to be refused.
    private Map<String, Integer> fight(UUID battle, EventLog log, RSocket channel) throws Exception {
        var fox = war.attacker().players().get(0);
        var cub = war.attacker().players().get(1);
        var lion = war.defender().players().get(0);

        var byKafka = many(600, () -> ScoreEvent.kill(war.id(), fox, lion, battle));
        log.append(war.id(), byKafka);
        byKafka.forEach(event -> book.accept(book.attacker, event));
        var byHttp = many(40, () -> ScoreEvent.assist(war.id(), cub, lion, null));
        queued(ingest(byHttp));
        byHttp.forEach(event -> book.accept(book.attacker, event));
        server.renew();
        Channel.renew(channel, server.token()).block(PATIENCE);
        var byRSocket = many(30, () -> ScoreEvent.kill(war.id(), lion, cub, null));
        queued(overChannel(channel, List.of(byRSocket.subList(0, 10), byRSocket.subList(10, 30))));
        byRSocket.forEach(event -> book.accept(book.defender, event));
        var captured = ScoreEvent.objective(war.id(), List.of(fox, cub), battle);
        queued(ingest(List.of(captured)));
        book.accept(book.attacker, captured);

        queued(ingest(byKafka.subList(0, 20)));
        log.append(war.id(), byRSocket);
        book.duplicates += 20 + byRSocket.size();

        var teleport = typed("TELEPORT", ScoreEvent.kill(war.id(), fox, lion, null));
        same(ingest(List.of(teleport)).getFirst().path("code").asString(), "SCORE_INVALID_TYPE"); // it is not in the log
        log.append(war.id(), List.of(teleport));
        book.reject("SCORE_INVALID_TYPE");
        log.append(war.id(), List.of(at(byKafka.getFirst(), from)));
        book.reject("SCORE_IDEMPOTENCY_MISMATCH");
        var soon = at(ScoreEvent.kill(war.id(), fox, lion, null), Instant.now().plusSeconds(120));
        var comrade = ScoreEvent.kill(war.id(), fox, cub, null);
        queued(overChannel(channel, List.of(List.of(soon, comrade))));
        book.reject("SCORE_CLOCK_SKEW");
        book.reject("SCORE_SAME_SIDE");
        log.append(war.id(), List.of(comrade, teleport)); // the first result again, and refused again
        book.duplicates++;
        book.reject("SCORE_INVALID_TYPE");
        var early = at(ScoreEvent.kill(war.id(), fox, lion, null), from);
        log.append(war.id(), List.of(early, ScoreEvent.kill(war.id(), fox, UUID.randomUUID(), null)));
        book.reject("SCORE_WAR_NOT_ACTIVE");
        book.reject("SCORE_NOT_PARTICIPANT");
        var nonsense = "no event".getBytes();
        log.send(war.id(), nonsense, Signature.of(config.signingKey(), nonsense)).get();
        book.reject("SCORE_MALFORMED");
        var forged = Batches.of(List.of(ScoreEvent.kill(war.id(), fox, lion, null))).getFirst();
        log.send(war.id(), forged, "0".repeat(64)).get();
        book.reject("SCORE_SIGNATURE_INVALID");
        return book.codes;
    }

    private List<JsonNode> ingest(List<ScoreEvent> events) throws Exception {
        var answer = server.post("/clan-wars/" + war.id() + "/score-events", Map.of("events", events));
        return answer.path("results").valueStream().toList();
    }

    private static List<JsonNode> overChannel(RSocket channel, List<List<ScoreEvent>> batches) {
        return Channel.send(channel, batches)
                .concatMapIterable(answer -> answer.path("results"))
                .collectList()
                .block(PATIENCE);
    }

    /// By the leader, with the version as it is then: a battle changes it.
    private void surrender() throws Exception {
        var path = "/clan-wars/" + war.id();
        while (true) {
            try {
                var version = server.get(path).path("version").asLong();
                war.attacker().leader().post(path + "/surrender", null, version);
                return;
            } catch (Api.Refused refused) {
                if (refused.status != 412) {
                    throw refused;
                }
            }
        }
    }

    private String report(JsonNode streamed, Map<String, Integer> codes) throws Exception {
        var path = "/clan-wars/" + war.id();
        var sides = List.of(book.attacker.toString(), book.defender.toString());
        var written = Map.of(
                "scores", sides,
                "stream", sides,
                "stats", counts(book.accepted, book.duplicates, book.rejected),
                "winner", "DEFENDER_WIN",
                "codes", book.codes);
        var read = Map.of(
                "scores", sides(server.get(path + "/scores")),
                "stream", sides(streamed),
                "stats", counts(),
                "winner", server.get(path + "/winner").path("outcome").asString(),
                "codes", codes);
        var report = Map.of("war_id", war.id(), "expected", written, "actual", read, "match", written.equals(read));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report);
    }

    private static List<String> sides(JsonNode scores) {
        return Stream.of("attacker", "defender").map(scores::path).map(Main::tally).toList();
    }

    private static String tally(JsonNode of) {
        var tally = new Book.Tally();
        tally.points = of.path("points").asInt();
        tally.kills = of.path("kills").asInt();
        tally.deaths = of.path("deaths").asInt();
        tally.assists = of.path("assists").asInt();
        tally.objectives = of.path("objectives").asInt();
        return tally.toString();
    }

    private List<Integer> counts() throws Exception {
        var stats = server.get("/clan-wars/" + war.id() + "/stats");
        return counts(stats.path("accepted").asInt(), stats.path("duplicates").asInt(), stats.path("rejected").asInt());
    }

    private static List<Integer> counts(int accepted, int duplicates, int rejected) {
        return List.of(accepted, duplicates, rejected);
    }

    private static List<ScoreEvent> many(int count, Supplier<ScoreEvent> make) {
        return Stream.generate(make).limit(count).toList();
    }

    private static ScoreEvent at(ScoreEvent event, Instant occurredAt) {
        return new ScoreEvent(
                event.eventId(), event.war(), event.battle(), event.type(), event.player(), event.victim(),
                event.players(), occurredAt);
    }

    private static ScoreEvent typed(String type, ScoreEvent event) {
        return new ScoreEvent(
                event.eventId(), event.war(), event.battle(), type, event.player(), event.victim(), event.players(),
                event.occurredAt());
    }

    private static void queued(List<JsonNode> results) {
        results.forEach(result -> same(result.path("status").asString(), "QUEUED"));
    }

    private static void same(Object actual, Object expected) {
        if (!actual.equals(expected)) {
            throw new IllegalStateException(actual + ", not " + expected);
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("not within " + PATIENCE);
        }
    }

    /// Events are counted a moment after the log has them.
    private static <T> void until(Callable<T> ask, T wanted) throws Exception {
        for (var deadline = Instant.now().plus(PATIENCE); !ask.call().equals(wanted); Thread.sleep(100)) {
            if (Instant.now().isAfter(deadline)) {
                same(ask.call(), wanted);
            }
        }
    }
}
