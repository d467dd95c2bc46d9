package dev.warfront.audit.http;

import static dev.warfront.audit.TestAudit.NOW;
import static dev.warfront.audit.TestAudit.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.audit.AuditEntry;
import dev.warfront.audit.AuditLog;
import dev.warfront.audit.AuditLog.Filter;
import dev.warfront.audit.AuditLog.LoggedEntry;
import dev.warfront.audit.AuditPorts;
import dev.warfront.audit.AuditTrail;
import dev.warfront.audit.Target;
import dev.warfront.audit.postgres.AuditOnPostgres;
import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.ClientAddresses;
import dev.warfront.kernel.http.ConnectionSettings;
import dev.warfront.kernel.http.HttpServer;
import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.ProblemException;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Commands and what is written down of them, on the real PostgreSQL. An effect is a row in a table of this
/// test.
class AuditHttpTest {
    private static final AuditPorts PORTS = AuditOnPostgres.ports();
    private static final MutableClock CLOCK = new MutableClock(NOW);
    private static final FailingLog LOG = new FailingLog();
    private static final Commands COMMANDS = new Commands() {};
    private static final ClientAddresses BEHIND_A_PROXY = new ClientAddresses(new ConnectionSettings(
            100,
            50,
            HttpServer.CONNECTIONS.requestWithin(),
            HttpServer.CONNECTIONS.idle(),
            HttpServer.CONNECTIONS.unread(),
            List.of("127.0.0.0/8")));

    private static HttpServer server;
    private static WebTestClient client;

    private final UUID actor = UUID.randomUUID();
    private final UUID target = UUID.randomUUID();

    @BeforeAll
    static void start() {
        TestDatabase.get()
                .client()
                .sql("create table if not exists test_audited (id uuid not null)")
                .then()
                .block(PATIENCE);
        var trail = new AuditTrail(LOG, KernelOnPostgres.ids(), CLOCK);
        server = HttpServer.of(
                new AuditFilter(BEHIND_A_PROXY),
                new AuditedCommands(trail),
                new AuditController(PORTS.log(), PORTS.chain()),
                COMMANDS);
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void givenACommandOfStaff_itIsWrittenDown_withWhoOnWhatAndFromWhere() {
        command("POST", "/abort", "ADMIN").expectStatus().isOk();

        var entry = written().getFirst();
        assertThat(written()).hasSize(1);
        assertThat(entry.by()).isEqualTo(new Caller(new PlayerId(actor), Set.of(Role.ADMIN)));
        assertThat(entry.action()).isEqualTo("audited.abort");
        assertThat(entry.target()).isEqualTo(new Target("audited", target.toString()));
        assertThat(entry.address()).isEqualTo("203.0.113.9");
        assertThat(entry.correlationId()).isEqualTo("trace-" + actor);
        assertThat(entry.at()).isEqualTo(CLOCK.instant());
        assertThat(effects()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"POST, /start, GAME_SERVER, audited.start", "DELETE, '', ADMIN, audited.delete"})
    void givenACommandOfAServer_orOneWithoutAKey_itIsWrittenDown(
            String method, String path, String role, String action) {
        command(method, path, role).expectStatus().is2xxSuccessful();

        assertThat(written()).extracting(AuditEntry::action).containsExactly(action);
    }

    @Test
    void givenThatSomethingWasMade_theTargetIsThat() {
        post("/api/v1/audited", "ADMIN", "made").expectStatus().isCreated();

        assertThat(written()).extracting(AuditEntry::target).containsExactly(new Target("audited", "17"));
    }

    @Test
    void givenACommandOfAPlayer_nothingIsWritten() {
        command("POST", "/leave", "PLAYER").expectStatus().isOk();

        assertThat(effects()).isOne();
        assertThat(written()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/refuse", "/fail"})
    void givenACommandThatIsRefusedOrFails_nothingIsWritten(String path) {
        command("POST", path, "ADMIN")
                .expectStatus()
                .value(status -> assertThat(status).isGreaterThanOrEqualTo(400));

        assertThat(effects()).isZero();
        assertThat(written()).isEmpty();
    }

    @Test
    void givenARepeatedKey_nothingIsWrittenAgain() {
        post(path("/abort"), "ADMIN", "same").expectStatus().isOk();
        post(path("/abort"), "ADMIN", "same")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true");

        assertThat(written()).hasSize(1);
    }

    @Test
    void givenALostRace_onlyTheRunThatCountsIsWritten() {
        COMMANDS.racesToLose.set(2);

        command("POST", "/raced", "ADMIN").expectStatus().isOk();

        assertThat(effects()).isOne();
        assertThat(written()).hasSize(1);
    }

    @Test
    void givenThatNothingCanBeWritten_theCommandFails() {
        LOG.failing.set(true);
        try {
            command("POST", "/abort", "ADMIN").expectStatus().isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        } finally {
            LOG.failing.set(false);
        }

        assertThat(effects()).isZero();
        post(path("/abort"), "ADMIN", "POST/abort").expectStatus().isOk(); // its key is free
        assertThat(effects()).isOne();
    }

    @Test
    void givenEntries_anAdministratorReadsThem_newestFirst() {
        command("POST", "/abort", "ADMIN");
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
        command("POST", "/abort", "ADMIN");
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

    private ResponseSpec command(String method, String path, String role) {
        return send(HttpMethod.valueOf(method), path(path), role, method + path);
    }

    private ResponseSpec post(String path, String role, String key) {
        return send(HttpMethod.POST, path, role, key);
    }

    /// Each a moment later.
    private ResponseSpec send(HttpMethod method, String path, String role, String key) {
        CLOCK.advance(Duration.ofMillis(1));
        return client.method(method)
                .uri(path)
                .header(HttpServer.CALLER, actor + " " + role)
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Correlation-Id", "trace-" + actor)
                .header("Idempotency-Key", key)
                .exchange();
    }

    private ResponseSpec read(String query, String role) {
        return client.get()
                .uri("/api/v1/admin/audit" + query)
                .header(HttpServer.CALLER, actor + " " + role)
                .exchange();
    }

    private String path(String rest) {
        return "/api/v1/audited/" + target + rest;
    }

    private List<AuditEntry> written() {
        var all = new Filter(new PlayerId(actor), null, null, null, null);
        return PORTS.run(PORTS.log().page(all, new PageRequest(100, null))).items().stream()
                .map(LoggedEntry::entry)
                .toList();
    }

    private long effects() {
        return Objects.requireNonNull(TestDatabase.get()
                .client()
                .sql("select count(*) from test_audited where id = :id")
                .bind("id", target)
                .mapValue(Long.class)
                .one()
                .block(PATIENCE));
    }

    /// Writes into the real one, unless it is to fail.
    private static final class FailingLog implements AuditLog {
        private final AtomicBoolean failing = new AtomicBoolean();

        @Override
        public Mono<Void> append(AuditEntry entry) {
            return Mono.defer(() -> failing.get()
                    ? Mono.error(new IllegalStateException("no more room"))
                    : PORTS.log().append(entry));
        }

        @Override
        public Mono<Page<LoggedEntry>> page(Filter filter, PageRequest page) {
            return PORTS.log().page(filter, page);
        }
    }

    /// Abstract, so that no scan takes it into a program.
    @RestController
    abstract static class Commands {
        private final AtomicInteger racesToLose = new AtomicInteger();

        @PostMapping("/api/v1/audited")
        @ResponseStatus(HttpStatus.CREATED)
        @Allow(Role.ADMIN)
        Mono<HttpEntity<AuditedJson>> create() {
            return Mono.just(Answer.created("/api/v1/audited/17", new AuditedJson(17), 1));
        }

        @PostMapping("/api/v1/audited/{id}/abort")
        @Allow({Role.MODERATOR, Role.ADMIN})
        Mono<Void> abort(@PathVariable UUID id) {
            return effect(id);
        }

        @PostMapping("/api/v1/audited/{id}/start")
        @Allow(Role.GAME_SERVER)
        Mono<Void> begin(@PathVariable UUID id) {
            return effect(id);
        }

        @DeleteMapping("/api/v1/audited/{id}")
        @Allow(Role.ADMIN)
        Mono<Void> delete(@PathVariable UUID id) {
            return effect(id);
        }

        @PostMapping("/api/v1/audited/{id}/leave")
        @Allow(Role.PLAYER)
        Mono<Void> leave(@PathVariable UUID id) {
            return effect(id);
        }

        @PostMapping("/api/v1/audited/{id}/refuse")
        @Allow(Role.ADMIN)
        Mono<Void> refuse(@PathVariable UUID id) {
            return effect(id).then(Mono.error(new ProblemException(Problem.with(HttpStatus.CONFLICT, "NO_MORE"))));
        }

        @PostMapping("/api/v1/audited/{id}/fail")
        @Allow(Role.ADMIN)
        Mono<Void> fail(@PathVariable UUID id) {
            return effect(id).then(Mono.error(new IllegalStateException("a mistake")));
        }

        @PostMapping("/api/v1/audited/{id}/raced")
        @Allow(Role.ADMIN)
        Mono<Void> raced(@PathVariable UUID id) {
            return effect(id)
                    .then(Mono.defer(() -> racesToLose.getAndDecrement() > 0
                            ? Mono.error(new StaleWrite("audited " + id))
                            : Mono.empty()));
        }

        private static Mono<Void> effect(UUID id) {
            return TestDatabase.get()
                    .client()
                    .sql("insert into test_audited (id) values (:id)")
                    .bind("id", id)
                    .then();
        }

        record AuditedJson(int id) {}
    }
}
