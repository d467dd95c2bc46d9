package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.bench.wire.Call;
import dev.warfront.bench.wire.Frame;
import dev.warfront.bench.wire.HttpApi;
import dev.warfront.bench.wire.Link;
import dev.warfront.bench.wire.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A whole war through the public interfaces of the packaged program, told alike by every one of them.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class JourneyIT {

    private static final Duration ACTIVE = Duration.ofSeconds(12);

    private static final int EVENTS = 3_000;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

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

    private static final Duration STOP = Duration.ofSeconds(10);

    @Test
    void givenAWarOfTwoClans_itPassesItsPhases_andEveryInterfaceTellsTheSameOfIt() {
        var seed = Seed.drawn("JourneyIT");
        try (var program = PackagedProgram.named("journey")
                        .with("war.phase.active", ACTIVE.toSeconds() + "s")
                        .start();
                var fought = Fought.begin(program, seed, EVENTS, ACTIVE)) {
            var war = fought.awaitActive();

            var told = fought.settle(war);

            System.out.println("JourneyIT: " + told.line());
            assertThat(told.accepted() + told.duplicates() + told.rejected())
                    .as("nothing was killed, so nothing was sent that the book does not know")
                    .isEqualTo(told.eventsSent() + fought.truth().captures(war));
            assertQueries(program, fought.truth(), war);
            assertFeeds(fought.truth(), war);
            assertMetrics(program);
            for (var transport : Transport.values()) {
                assertEndedStreams(program, transport, war);
            }
            assertThat(program.terminate(STOP)).isEqualTo(PackagedProgram.TERMINATED);
        }
    }

    private static void assertQueries(PackagedProgram program, Truth truth, UUID war) {
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
    private static void assertFeeds(Truth truth, UUID war) {
        var rows = truth.ledger(war).rows();
        Await.until(
                PATIENCE, "score.recorded of each row", () -> told("war.score", war, "score.recorded"), n -> n >= rows);
        Await.until(PATIENCE, "war.ended", () -> told("war.lifecycle", war, "war.ended"), n -> n == 1);
        assertThat(told("war.lifecycle", war, "war.declared")).isEqualTo(1);
        assertThat(told("war.territory", war, "territory.captured")).isEqualTo(truth.captures(war));
    }

    /// What an operator watches is there by its name once a war was fought.
    private static void assertMetrics(PackagedProgram program) {
        var http = new Http(program.addresses().http());
        var readiness = http.get("/actuator/health/readiness").send().json();
        assertThat(readiness.path("status").asString()).isEqualTo("UP");
        assertThat(readiness.path("components").propertyNames())
                .contains("postgres", "redis", "kafka", "streams", "clock");
        var metrics = http.get("/actuator/prometheus").send().body();
        assertThat(METRICS).allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^" + name + "[ {]"));
        assertThat(metrics)
                .contains("war_request_latency_seconds_count{operation=\"POST /api/v1/clan-wars\"}")
                .contains("war_phase_transitions_total{to=\"ENDED\"} 1.0")
                .contains("query=\"select clan_wars\"");
    }

    private static long told(String topic, UUID war, String type) {
        return EventTopic.read(topic).stream()
                .filter(entry -> entry.value().contains("\"" + type + "\""))
                .filter(entry -> entry.value().contains(war.toString()))
                .count();
    }

    /// A war that is over answers with what it was, and END.
    private static void assertEndedStreams(PackagedProgram program, Transport transport, UUID war) {
        var link = Link.open(program.addresses(), transport);
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
