package dev.warfront.bench.simulator;

import dev.warfront.bench.wire.Addresses;
import dev.warfront.bench.wire.Call;
import dev.warfront.bench.wire.HttpApi;
import dev.warfront.bench.wire.RSocketConnection;
import dev.warfront.bench.wire.Refused;
import dev.warfront.bench.wire.ServerKey;
import dev.warfront.bench.wire.Session;
import dev.warfront.bench.wire.Transport;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// A running program, with everything the simulator may do there.
public record Program(Addresses addresses, HttpApi http, Session admin, Session server, ServerKey key) {
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(5);

    /// Reaches the program and logs in.
    public static Program enter(SimulatorOptions options) {
        var http = new HttpApi(options.addresses().http(), options.patience());
        var _ = http.patient(shorter(FIRST_ANSWER, options.patience())).get("/actuator/health/liveness");
        // Alive but not ready yet answers 503, which is waited out.
        var _ = http.get("/actuator/health/readiness");
        var credentials = options.credentials();
        var server = login(http, credentials.server());
        var id =
                UUID.fromString(http.send(Call.get("/me").as(server)).path("id").asString());
        return new Program(
                options.addresses(),
                http,
                login(http, credentials.admin()),
                server,
                credentials.key().ofServer(id));
    }

    /// A connection for the public streams.
    public RSocketConnection watch(Transport transport) {
        return RSocketConnection.open(addresses, transport);
    }

    /// A connection as the game server.
    public RSocketConnection serve(Transport transport) {
        return RSocketConnection.open(addresses, transport, () -> Optional.of(server.token()));
    }

    /// A war as the program shows it.
    public JsonNode war(UUID id) {
        return http.get("/clan-wars/" + id);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Session login(HttpApi http, Credentials.Login login) {
        try {
            return Session.open(http, login.name(), login.password());
        } catch (Refused refused) {
            throw new BadCredentials(login.name(), refused);
        }
    }
}
