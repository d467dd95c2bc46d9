package dev.warfront.audit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.http.HttpServer;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What administrators read of the log and of its chain.
class AuditReadsHttpTest extends AuditOverHttp {
    @Test
    void givenEntries_anAdministratorReadsThem_newestFirst() {
        abort();
        command("DELETE", "", "ADMIN");

        read("?limit=1&actor=" + actor, "ADMIN")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].action")
                .isEqualTo("audited.delete")
                .jsonPath("$.items[0].actor_id")
                .isEqualTo(actor.toString())
                .jsonPath("$.items[0].roles[0]")
                .isEqualTo("ADMIN")
                .jsonPath("$.items[0].target.type")
                .isEqualTo("audited")
                .jsonPath("$.items[0].chain")
                .isEmpty()
                .jsonPath("$.next_cursor")
                .isNotEmpty();
        read(
                        "?target=" + target
                                + "&action=audited.abort&from=2020-01-01T00:00:00Z&until=2100-01-01T00:00:00Z",
                        "SUPER_ADMIN")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].action")
                .isEqualTo("audited.abort")
                .jsonPath("$.next_cursor")
                .isEmpty();
    }

    @Test
    void givenAnEntryThatIsChained_itsPlaceIsRead_andTheHeadOfTheChain() {
        abort();
        PORTS.chainAll();

        read("?actor=" + actor, "ADMIN")
                .expectBody()
                .jsonPath("$.items[0].chain.seq")
                .isNumber()
                .jsonPath("$.items[0].chain.hash")
                .value(String.class, hash -> assertThat(hash).matches("[0-9a-f]{64}"));
        read("/head", "ADMIN")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.seq")
                .isNumber()
                .jsonPath("$.hash")
                .value(String.class, hash -> assertThat(hash).matches("[0-9a-f]{64}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?action=%00",
                "?target=a%0ab",
                "?actor=somebody",
                "?from=yesterday",
                "?from=-1000000-01-01T00:00:00Z",
                "?until=%2B1000000-01-01T00:00:00Z",
                "?cursor=garbage",
                "?limit=101"
            })
    void givenAFilterThatIsNone_itIsRefused(String query) {
        client.get()
                .uri(URI.create(server.address() + "/api/v1/admin/audit" + query))
                .header(HttpServer.CALLER, actor + " ADMIN")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("VALIDATION_FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAYER", "MODERATOR", "GAME_SERVER"})
    void givenAnyOtherRole_theLogIsClosed(String role) {
        read("", role).expectStatus().isForbidden();
        read("/head", role).expectStatus().isForbidden();
    }
}
