package dev.warfront.score.http;

import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.HttpServer;
import dev.warfront.war.ScoredWar;
import dev.warfront.war.ScoredWars;
import dev.warfront.war.TestWars;
import dev.warfront.war.WarStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.json.JsonCompareMode;
import reactor.core.publisher.Mono;

class WarRulesControllerTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/war-rules/over-http.json");
    private static final WarId WAR = new WarId(new UUID(1, 1));
    private static final ScoreProblems PROBLEMS = new ScoreProblems();
    private static final HttpServer SERVER = HttpServer.of(new WarRulesController(new OneWar(), PROBLEMS), PROBLEMS);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void givenAWar_everybodyReadsTheNumbersThatItKeeps() throws Exception {
        SERVER.client()
                .get()
                .uri("/api/v1/clan-wars/{id}/rules", WAR.value())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json(Files.readString(GOLDEN, StandardCharsets.UTF_8), JsonCompareMode.STRICT);
    }

    @Test
    void givenNoSuchWar_itIsNotFound() {
        SERVER.client()
                .get()
                .uri("/api/v1/clan-wars/{id}/rules", UUID.randomUUID())
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("WAR_NOT_FOUND");
    }

    private static final class OneWar implements ScoredWars {
        @Override
        public Mono<Map<WarId, ScoredWar>> find(Collection<WarId> wars) {
            return Mono.just(wars.contains(WAR) ? Map.of(WAR, war()) : Map.of());
        }

        @Override
        public Mono<Map<WarId, ScoredWar>> lockShared(Collection<WarId> wars) {
            return Mono.error(new IllegalStateException("nothing is locked to be read"));
        }

        private static ScoredWar war() {
            return new ScoredWar(WAR, WarStatus.DECLARED, 1, TestWars.anyLeads(), null, null, null, TestWars.RULES, 0);
        }
    }
}
