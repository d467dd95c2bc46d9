package dev.warfront.bench.simulator;

import dev.warfront.bench.wire.ServerKey;
import dev.warfront.bench.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Who the simulator is at the program: an administrator, who grants what clans need, and a game server.
public record Credentials(Login admin, Login server, ServerKey key) {

    /// A login with its password, which never shows in a log.
    public record Login(String name, String password) {
        @Override
        public String toString() {
            return "Login[" + name + "]";
        }
    }

    /// From the file that the program writes on its embedded run.
    public static Credentials read(Path file) {
        try {
            var json = Wire.JSON.readTree(Files.readAllBytes(file));
            var server = json.path("game_server");
            return new Credentials(
                    login(json.path("admin")),
                    login(server),
                    ServerKey.of(server.path("signing_key").asString()));
        } catch (IOException missing) {
            throw new UncheckedIOException("no credentials at " + file.toAbsolutePath(), missing);
        } catch (JacksonException bad) {
            throw new IllegalArgumentException("not a file of credentials: " + file.toAbsolutePath(), bad);
        }
    }

    private static Login login(JsonNode json) {
        return new Login(json.path("login").asString(), json.path("password").asString());
    }
}
