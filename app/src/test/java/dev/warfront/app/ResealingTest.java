package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/// Keys are sealed anew however many answers are stored. Source: docs/rules/identity.md, changing keys.
class ResealingTest extends ProgramOverHttp {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void givenAnswersThatAnotherKeySealed_resealingDoesNotLookAtThem(RunningProgram program) {
        program.all(DatabaseClient.class)
                .iterator()
                .next()
                .sql("insert into idempotency_keys (caller, key, request_hash, status, headers, body)"
                        + " values (gen_random_uuid(), 'key', '\\x00', 200, '{}', '\\x00')")
                .then()
                .block(PATIENCE);
        var admin = EmbeddedCredentials.current().admin();
        var token = logIn(admin.login(), admin.password()).get("access_token");

        var answer = body(post(
                "/api/v1/admin/keys/reseal", Map.of(), token, UUID.randomUUID().toString()));

        assertThat(answer.get("remaining")).isEqualTo(0);
    }
}
