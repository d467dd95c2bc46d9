package dev.warfront.audit.http;

import static dev.warfront.audit.TestAudit.NOW;

import dev.warfront.audit.AuditEntry;
import dev.warfront.audit.AuditLog;
import dev.warfront.audit.AuditLog.Filter;
import dev.warfront.audit.AuditLog.LoggedEntry;
import dev.warfront.audit.AuditPorts;
import dev.warfront.audit.AuditTrail;
import dev.warfront.audit.postgres.AuditOnPostgres;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.http.ClientAddresses;
import dev.warfront.kernel.http.ConnectionSettings;
import dev.warfront.kernel.http.HttpServer;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Mono;

/// Commands of one actor on one target in each test, and what is written down of them, on the real PostgreSQL.
abstract class AuditOverHttp {
    static final AuditPorts PORTS = AuditOnPostgres.ports();
    static final MutableClock CLOCK = new MutableClock(NOW);
    static final FailingLog LOG = new FailingLog();
    static final TestCommands COMMANDS = new TestCommands() {};
    private static final ClientAddresses BEHIND_A_PROXY = new ClientAddresses(new ConnectionSettings(
            100,
            50,
            HttpServer.CONNECTIONS.requestWithin(),
            HttpServer.CONNECTIONS.idle(),
            HttpServer.CONNECTIONS.unread(),
            List.of("127.0.0.0/8")));

    static HttpServer server;
    static WebTestClient client;

    final UUID actor = UUID.randomUUID();
    final UUID target = UUID.randomUUID();

    @BeforeAll
    static void start() {
        TestCommands.prepare();
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

    final ResponseSpec abort() {
        return command("POST", "/abort", "ADMIN");
    }

    final ResponseSpec command(String method, String path, String role) {
        return send(HttpMethod.valueOf(method), path(path), role, method + path);
    }

    final ResponseSpec post(String path, String role, String key) {
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

    final ResponseSpec read(String query, String role) {
        return client.get()
                .uri("/api/v1/admin/audit" + query)
                .header(HttpServer.CALLER, actor + " " + role)
                .exchange();
    }

    final String path(String rest) {
        return "/api/v1/audited/" + target + rest;
    }

    final List<AuditEntry> written() {
        var all = new Filter(new PlayerId(actor), null, null, null, null);
        return PORTS.run(PORTS.log().page(all, new PageRequest(100, null))).items().stream()
                .map(LoggedEntry::entry)
                .toList();
    }

    final long effects() {
        return TestCommands.effects(target);
    }

    /// Writes into the real one, unless it is to fail.
    static final class FailingLog implements AuditLog {
        final AtomicBoolean failing = new AtomicBoolean();

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
}
