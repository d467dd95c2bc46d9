package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.bench.book.Report;
import dev.warfront.bench.wire.Call;
import dev.warfront.bench.wire.Frame;
import dev.warfront.bench.wire.HttpApi;
import dev.warfront.bench.wire.RSocketConnection;
import dev.warfront.bench.wire.Transport;
import dev.warfront.bench.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A simulated war that is over, through the public interfaces of the packaged program, which all of them show alike.
final class EndedWar {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// Of those that docs/rules name.
    private static final List<String> METRICS = List.of(
            "war_active_wars",
            "war_active_battles",
            "war_participants",
            "war_score_discrepancy",
            "war_outbox_lag",
            "war_consumer_lag",
            "war_battles_total",
            "war_territory_captures_total",
            "war_phase_transitions_total",
            "war_score_events_total",
            "war_stream_resets_total",
            "war_slow_consumers_total",
            "war_version_conflicts_total",
            "war_score_update_latency_seconds_count",
            "war_db_query_latency_seconds_count",
            "war_request_latency_seconds_count",
            "war_event_publish_latency_seconds_count",
            "war_timer_lateness_seconds_count");

    /// Each of the bad kinds that the simulator sends.
    private static final String[] REJECTED = {
        "SCORE_MALFORMED",
        "SCORE_SIGNATURE_INVALID",
        "SCORE_INVALID_TYPE",
        "SCORE_OUT_OF_RANGE",
        "SCORE_IDEMPOTENCY_MISMATCH",
        "SCORE_WAR_NOT_ACTIVE",
        "SCORE_CLOCK_SKEW",
        "SCORE_LATE",
        "SCORE_BATTLE_ENDED",
        "SCORE_NOT_PARTICIPANT",
        "SCORE_SAME_SIDE"
    };

    private final PackagedProgram program;

    private final StoredState truth;

    private final UUID war;

    EndedWar(PackagedProgram program, StoredState truth, UUID war) {
        this.program = program;
        this.truth = truth;
        this.war = war;
    }

    /// What comes after its battle there is only while the war goes on behind a battle's end.
    static void awaitAfterItsBattle(StoredState truth, UUID war) {
        Await.until(PATIENCE, "an event after its battle", () -> truth.rejected(war, "SCORE_BATTLE_ENDED"), n -> n > 0);
    }

    /// @param report of the simulator, which found it to be as its book says
    void assertEveryInterfaceTellsTheSame(Report report) {
        assertThat(truth.captures(war)).isEqualTo(report.expected().derived()).isPositive();
        assertThat(report.expected().rejected()).containsKeys(REJECTED);
        assertQueries();
        assertFeeds();
        assertMetrics();
        for (var transport : Transport.values()) {
            assertEndedStreams(transport);
        }
    }

    private void assertQueries() {
        var http = new HttpApi(program.addresses().http(), PATIENCE);
        var path = "/clan-wars/" + war;
        var ended = truth.war(war);
        assertThat(http.get(path + "/phase").path("status").asString()).isEqualTo("ENDED");
        var winner = http.get(path + "/winner");
        assertThat(winner.path("outcome").asString()).isEqualTo(ended.outcome());
        assertThat(winner.path("attacker_score").asLong()).isEqualTo(ended.attackerScore());
        var scores = http.get(path + "/scores");
        assertThat(scores.path("final").asBoolean()).isTrue();
        assertThat(scores.path("defender").path("points").asLong()).isEqualTo(ended.defenderScore());
        var participants = http.get(path + "/participants?limit=100").path("items");
        assertThat(participants.size()).isEqualTo(30);
        assertThat(http.get(path + "/battles").path("items").size()).isPositive();
        var phases = http.get(path + "/events?limit=100")
                .path("items")
                .valueStream()
                .filter(event -> event.path("event_type").asString().equals("war.phase_changed"))
                .map(event -> event.path("payload").path("to").asString())
                .toList();
        assertThat(phases).containsSubsequence("PREPARATION", "ACTIVE", "ENDING", "ENDED");
        var _ = http.send(Call.get("/territories?limit=1"));
    }

    /// Kafka tells of each point and of each step, at least once.
    private void assertFeeds() {
        var rows = truth.ledger(war).rows();
        Await.until(PATIENCE, "score.recorded of each row", () -> recorded(), n -> n >= rows);
        Await.until(PATIENCE, "war.ended", () -> published("war.lifecycle", "war.ended"), n -> n == 1);
        assertThat(published("war.lifecycle", "war.declared")).isEqualTo(1);
        assertThat(published("war.territory", "territory.captured")).isEqualTo(truth.captures(war));
    }

    /// What an operator watches is there by its name once a war was simulated.
    private void assertMetrics() {
        var http = new Http(program.management());
        var health = http.get("/actuator/health").send().json();
        assertThat(health.path("status").asString()).isEqualTo("UP");
        assertThat(health.path("components").propertyNames())
                .contains("postgres", "redis", "kafka", "streams", "clock");
        var metrics = http.get("/actuator/prometheus").send().body();
        assertThat(METRICS).allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^" + name + "[ {]"));
        assertThat(metrics)
                .contains("war_request_latency_seconds_count{operation=\"POST /api/v1/clan-wars\"}")
                .contains("war_phase_transitions_total{to=\"ENDED\"} 1.0")
                .contains("query=\"select clan_wars\"");
    }

    /// Numbers of ledger rows that were published.
    private long recorded() {
        return EventTopic.read("war.score").stream()
                .map(entry -> Wire.JSON.readTree(entry.value()))
                .filter(event -> event.path("event_type").asString().equals("score.recorded"))
                .map(event -> event.path("payload"))
                .filter(payload -> payload.path("war_id").asString().equals(war.toString()))
                .flatMap(payload -> payload.path("items").valueStream())
                .map(item -> item.path("seq").asLong())
                .distinct()
                .count();
    }

    private long published(String topic, String type) {
        return EventTopic.read(topic).stream()
                .filter(entry -> entry.value().contains("\"" + type + "\""))
                .filter(entry -> entry.value().contains(war.toString()))
                .count();
    }

    /// A war that is over answers with what it was, and END.
    private void assertEndedStreams(Transport transport) {
        var link = RSocketConnection.open(program.addresses(), transport);
        try {
            for (var stream : List.of("war.%s.phase", "war.%s.score")) {
                var frames = Optional.ofNullable(link.stream(stream.formatted(war), Optional.empty())
                                .filter(frame -> frame.kind() != Frame.Kind.HEARTBEAT)
                                .collectList()
                                .block(PATIENCE))
                        .orElse(List.of());
                assertThat(frames.stream().map(Frame::kind)).containsExactly(Frame.Kind.SNAPSHOT, Frame.Kind.END);
            }
        } finally {
            link.close();
        }
    }
}
