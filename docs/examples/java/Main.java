import dev.warfront.client.ApiException;
import dev.warfront.client.model.IngestResult;
import dev.warfront.client.model.IngestStatus;
import dev.warfront.client.model.ScoreCode;
import dev.warfront.client.model.ScoreEvent;
import io.rsocket.RSocket;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.transport.netty.client.WebsocketClientTransport;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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

    private final OffsetDateTime from = OffsetDateTime.now();
    private final Config config;
    private final Api admin;
    private final Api server;
    private final UUID serverId;
    private final War war;
    private final Events events;
    private final Book book = new Book();

    private Main(Config config) throws Exception {
        this.config = config;
        this.admin = new Api(config.http(), config.admin()).logIn();
        this.server = new Api(config.http(), config.server()).logIn();
        this.serverId = server.call(_ -> server.identity.getOwnAccount(null)).getId();
        this.war = War.declare(config.http(), admin);
        this.events = new Events(war.id());
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
            var battle = Battle.begin(war.attacker().leader(), server, war.id(), war.land().getId());
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

        var byKafka = many(600, () -> events.kill(fox, lion, battle));
        log.append(war.id(), byKafka);
        byKafka.forEach(event -> book.accept(book.attacker, event));
        var byHttp = many(40, () -> events.assist(cub, lion, null));
        queued(Ingest.send(server, war.id(), byHttp));
        byHttp.forEach(event -> book.accept(book.attacker, event));
        server.renew();
        Channel.renew(channel, server.token()).block(PATIENCE);
        var byRSocket = many(30, () -> events.kill(lion, cub, null));
        queuedAs(overChannel(channel, List.of(byRSocket.subList(0, 10), byRSocket.subList(10, 30))));
        byRSocket.forEach(event -> book.accept(book.defender, event));
        var captured = events.objective(List.of(fox, cub), battle);
        queued(Ingest.send(server, war.id(), List.of(captured)));
        book.accept(book.attacker, captured);

        queued(Ingest.send(server, war.id(), byKafka.subList(0, 20)));
        log.append(war.id(), byRSocket);
        book.duplicates += 20 + byRSocket.size();

        var precious = events.kill(fox, lion, null).basePoints(1_000L);
        var refused = Ingest.send(server, war.id(), List.of(precious)).getFirst();
        same(refused.getCode(), ScoreCode.SCORE_OUT_OF_RANGE); // at once: it is not in the log
        log.append(war.id(), List.of(precious));
        book.reject("SCORE_OUT_OF_RANGE");
        log.append(war.id(), List.of(at(byKafka.getFirst(), from)));
        book.reject("SCORE_IDEMPOTENCY_MISMATCH");
        var soon = at(events.kill(fox, lion, null), OffsetDateTime.now().plusMinutes(2));
        var comrade = events.kill(fox, cub, null);
        queuedAs(overChannel(channel, List.of(List.of(soon, comrade))));
        book.reject("SCORE_CLOCK_SKEW");
        book.reject("SCORE_SAME_SIDE");
        log.append(war.id(), List.of(comrade, precious)); // the first result again, and refused again
        book.duplicates++;
        book.reject("SCORE_OUT_OF_RANGE");
        var early = at(events.kill(fox, lion, null), from);
        log.append(war.id(), List.of(early, events.kill(fox, UUID.randomUUID(), null)));
        book.reject("SCORE_WAR_NOT_ACTIVE");
        book.reject("SCORE_NOT_PARTICIPANT");
        var nonsense = "no event".getBytes();
        log.send(war.id(), nonsense, Signature.of(config.signingKey(), nonsense)).get();
        book.reject("SCORE_MALFORMED");
        var forged = Batches.of(List.of(events.kill(fox, lion, null))).getFirst();
        log.send(war.id(), forged, "0".repeat(64)).get();
        book.reject("SCORE_SIGNATURE_INVALID");
        return book.codes;
    }

    private static List<JsonNode> overChannel(RSocket channel, List<List<ScoreEvent>> batches) {
        return Channel.send(channel, batches)
                .concatMapIterable(answer -> answer.path("results"))
                .collectList()
                .block(PATIENCE);
    }

    /// By the leader, with the version as it is then: a battle changes it.
    private void surrender() throws Exception {
        var leader = war.attacker().leader();
        while (true) {
            try {
                var version = Api.version(leader.call(_ -> leader.wars.getWar(war.id(), null, null)).getVersion());
                leader.call(key -> leader.wars.surrenderWar(war.id(), key, version, null));
                return;
            } catch (ApiException refused) {
                if (refused.getCode() != 412) {
                    throw refused;
                }
            }
        }
    }

    private String report(JsonNode streamed, Map<String, Integer> codes) throws Exception {
        var scores = server.call(_ -> server.wars.getWarScore(war.id(), null, null));
        var winner = server.call(_ -> server.wars.getWarWinner(war.id(), null, null));
        var sides = List.of(book.attacker.toString(), book.defender.toString());
        var written = Map.of(
                "scores", sides,
                "stream", sides,
                "stats", counts(book.accepted, book.duplicates, book.rejected),
                "winner", "DEFENDER_WIN",
                "codes", book.codes);
        var read = Map.of(
                "scores", sides(JsonMapper.shared().valueToTree(scores)),
                "stream", sides(streamed),
                "stats", counts(),
                "winner", winner.getOutcome().getValue(),
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

    private List<Long> counts() throws Exception {
        var stats = server.call(_ -> server.wars.getWarStats(war.id(), null, null));
        return counts(stats.getAccepted(), stats.getDuplicates(), stats.getRejected());
    }

    private static List<Long> counts(long accepted, long duplicates, long rejected) {
        return List.of(accepted, duplicates, rejected);
    }

    private static List<ScoreEvent> many(int count, Supplier<ScoreEvent> make) {
        return Stream.generate(make).limit(count).toList();
    }

    private static ScoreEvent at(ScoreEvent event, OffsetDateTime occurredAt) {
        return new ScoreEvent()
                .eventId(event.getEventId())
                .warId(event.getWarId())
                .battleId(event.getBattleId())
                .type(event.getType())
                .playerId(event.getPlayerId())
                .victimId(event.getVictimId())
                .occurredAt(occurredAt);
    }

    private static void queued(List<IngestResult> results) {
        results.forEach(result -> same(result.getStatus(), IngestStatus.QUEUED));
    }

    private static void queuedAs(List<JsonNode> results) {
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
