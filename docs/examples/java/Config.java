import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where the program is, and who this is there.
record Config(URI http, String kafka, String rsocket, URI webSocket, Login admin, Login server, String signingKey) {

    record Login(String login, String password) {}

    static Config of(Map<String, String> env) throws Exception {
        var file = Path.of(env.getOrDefault("WARFRONT_CREDENTIALS", "data/credentials.json"));
        var credentials = JsonMapper.shared().readTree(Files.readAllBytes(file));
        var server = credentials.path("game_server");
        return new Config(
                URI.create(env.getOrDefault("WARFRONT_HTTP", "http://127.0.0.1:8080")),
                env.getOrDefault("WARFRONT_KAFKA", "127.0.0.1:19092"),
                env.getOrDefault("WARFRONT_RSOCKET", "127.0.0.1:7000"),
                URI.create(env.getOrDefault("WARFRONT_WEBSOCKET", "ws://127.0.0.1:8080/rsocket")),
                login(credentials.path("admin")),
                login(server),
                server.path("signing_key").asString());
    }

    private static Login login(JsonNode of) {
        return new Login(of.path("login").asString(), of.path("password").asString());
    }
}
