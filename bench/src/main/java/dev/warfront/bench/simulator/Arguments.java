package dev.warfront.bench.simulator;

import dev.warfront.bench.board.Display;
import dev.warfront.bench.wire.Addresses;
import dev.warfront.bench.wire.ServerKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words after the command, each `--name=value`.
public final class Arguments {
    static final String HELP = """
            Fights one clan war against a running Warfront and compares an independent book with its totals.

              --http=URL             HTTP API              [http://127.0.0.1:8080]
              --rsocket=HOST:PORT    RSocket over TCP      [host of --http, port 7000]
              --websocket=URL        RSocket over WebSocket [--http with ws: and /rsocket]
              --kafka=HOST:PORT      event log             [127.0.0.1:19092]
              --credentials=FILE     of an administrator and a game server [data/credentials.json]
              --admin=LOGIN:PASSWORD                 instead of the file, with the next two
              --server=LOGIN:PASSWORD
              --server-key=HEX                       the game server's signing key
              --events=N             score events in ACTIVE, at least 30 [6000]
              --seed=N               of everything random  [clock]
              --grace=SECONDS        the program's war.score.late-grace [2]
              --patience=SECONDS     for outages, and for phases beyond their deadline [60]
              --state=FILE           clans of earlier wars [data/demo.json]
              --display=auto|live|plain|none
              --help

            Exit: 0 book and program agree, 1 they do not, 2 wrong arguments, 3 program not reachable,
            4 credentials refused, 5 war too slow, 6 anything else.
            """;

    private static final Set<String> KNOWN = Set.of(
            "http",
            "rsocket",
            "websocket",
            "kafka",
            "credentials",
            "admin",
            "server",
            "server-key",
            "events",
            "seed",
            "grace",
            "patience",
            "state",
            "display",
            "help");

    private final Map<String, String> values = new HashMap<>();

    /// Refuses words that nobody knows.
    ///
    /// @param more names that are known beside those of the simulator
    public Arguments(List<String> words, Set<String> more) {
        for (var word : words) {
            var parts = word.split("=", 2);
            var name = parts[0].startsWith("--") ? parts[0].substring(2) : "";
            if (!KNOWN.contains(name) && !more.contains(name)) {
                throw new IllegalArgumentException("unknown argument " + word);
            }
            values.put(name, parts.length == 2 ? parts[1] : "");
        }
    }

    boolean help() {
        return values.containsKey("help");
    }

    /// How to reach the program, and as whom.
    public Options options() {
        var state = Path.of(value("state").orElse("data/demo.json"));
        var options = Options.of(addresses(), credentials(), state)
                .withDisplay(value("display").map(Display::of).orElse(Display.AUTOMATIC))
                .withTimes(seconds("grace", Options.GRACE), seconds("patience", Options.PATIENCE));
        return options.withEvents(Math.toIntExact(number("events", options.events())), number("seed", options.seed()));
    }

    private Addresses addresses() {
        var local = Addresses.local();
        var http = value("http").map(URI::create).orElse(local.http());
        var rsocket = split(value("rsocket").orElse(http.getHost() + ":" + local.rsocketPort()), "rsocket");
        var websocket = value("websocket")
                .orElse(http.toString().replaceFirst("^http", "ws").replaceFirst("/$", "") + "/rsocket");
        return new Addresses(
                http,
                rsocket[0],
                Integer.parseInt(rsocket[1]),
                URI.create(websocket),
                value("kafka").orElse(local.kafka()));
    }

    private Credentials credentials() {
        if (value("admin").isEmpty()) {
            return Credentials.read(Path.of(value("credentials").orElse("data/credentials.json")));
        }
        var key = value("server-key").orElseThrow(() -> new IllegalArgumentException("--server-key is missing"));
        return new Credentials(login("admin"), login("server"), ServerKey.of(key));
    }

    private Credentials.Login login(String name) {
        var parts = split(value(name).orElse(""), name);
        return new Credentials.Login(parts[0], parts[1]);
    }

    private static String[] split(String text, String name) {
        var parts = text.split(":", 2);
        if (parts.length != 2) {
            throw new IllegalArgumentException("--" + name + " needs two parts with a colon between them");
        }
        return parts;
    }

    /// A whole number.
    public long number(String name, long otherwise) {
        return value(name).map(Long::parseLong).orElse(otherwise);
    }

    private Duration seconds(String name, Duration otherwise) {
        return value(name)
                .map(text -> Duration.ofMillis(Math.round(1_000 * Double.parseDouble(text))))
                .orElse(otherwise);
    }

    /// What stands behind a name, if it was given.
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
