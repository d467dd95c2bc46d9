package dev.warfront.app;

import dev.warfront.bench.simulator.Credentials;
import dev.warfront.bench.wire.Addresses;
import dev.warfront.kernel.json.WireJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A running program as the examples find it: addresses and a file of credentials, named by their environment.
///
/// @param credentials as the development run keeps them
record ExampleProgram(DemoAddresses addresses, Path credentials) {
    static ExampleProgram of(RunningProgram program, Path folder) throws IOException {
        var file = folder.resolve("credentials.json");
        Files.writeString(file, WireJson.jsonMapper().writeValueAsString(EmbeddedCredentials.current()));
        return new ExampleProgram(program.addresses(), file);
    }

    Map<String, String> environment() {
        return Map.of(
                "WARFRONT_HTTP", addresses.http(),
                "WARFRONT_KAFKA", addresses.kafka(),
                "WARFRONT_RSOCKET", addresses.rsocket(),
                "WARFRONT_WEBSOCKET", addresses.websocket(),
                "WARFRONT_CREDENTIALS", credentials.toString());
    }

    /// For the simulator.
    Addresses simulated() {
        var rsocket = URI.create("tcp://" + addresses.rsocket());
        return new Addresses(
                URI.create(addresses.http()),
                rsocket.getHost(),
                rsocket.getPort(),
                URI.create(addresses.websocket()),
                addresses.kafka());
    }

    Credentials simulator() {
        return Credentials.read(credentials);
    }
}
