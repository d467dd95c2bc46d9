package dev.warfront.bench.simulator;

import dev.warfront.bench.board.Display;
import dev.warfront.bench.wire.Addresses;
import dev.warfront.bench.wire.ServerKey;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// What every command of the bench takes: how to reach the program, as whom, and how to simulate a war.
public final class SimulatorArguments {
    private static final int EVENTS_MIN = 30;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--http", paramLabel = "URL", description = "HTTP API [http://127.0.0.1:8080]")
    private URI http = Addresses.local().http();

    @Option(
            names = "--rsocket",
            paramLabel = "HOST:PORT",
            converter = HostAndPort.Converter.class,
            description = "RSocket over TCP [host of --http, port 7000]")
    private @Nullable HostAndPort rsocket;

    @Option(
            names = "--websocket",
            paramLabel = "URL",
            description = "RSocket over WebSocket [--http with ws: and /rsocket]")
    private @Nullable URI websocket;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "event log [127.0.0.1:19092]")
    private String kafka = Addresses.local().kafka();

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description = "of an administrator and a game server [data/credentials.json]")
    private Path credentials = Path.of("data", "credentials.json");

    @Option(
            names = "--admin",
            paramLabel = "LOGIN:PASSWORD",
            converter = LoginConverter.class,
            description = "instead of the file, with the next two")
    private Credentials.@Nullable Login admin;

    @Option(
            names = "--server",
            paramLabel = "LOGIN:PASSWORD",
            converter = LoginConverter.class,
            description = "the game server")
    private Credentials.@Nullable Login server;

    @Option(names = "--server-key", paramLabel = "HEX", description = "the game server's signing key")
    private @Nullable String serverKey;

    @Option(names = "--events", paramLabel = "N", description = "score events, at least 30 [6000]")
    private @Nullable Integer events;

    @Option(names = "--seed", paramLabel = "N", description = "of everything random [clock]")
    private @Nullable Long seed;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            converter = SecondsConverter.class,
            description = "the program's war.score.late-grace [2]")
    private Duration grace = SimulatorOptions.GRACE;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            converter = SecondsConverter.class,
            description = "for outages, and for phases beyond their deadline [60]")
    private Duration patience = SimulatorOptions.PATIENCE;

    @Option(names = "--state", paramLabel = "FILE", description = "clans of earlier wars [data/demo.json]")
    private Path state = Path.of("data", "demo.json");

    @Option(
            names = "--display",
            paramLabel = "auto|live|plain|none",
            converter = DisplayConverter.class,
            description = "of the scoreboard [auto]")
    private Display display = Display.AUTOMATIC;

    @SuppressWarnings("UnusedVariable") // read by picocli
    @Option(names = "--help", usageHelp = true, description = "show this and exit")
    private boolean help;

    /// How to reach the program, as whom, and how to simulate a war. What does not fit together
    /// is a [ParameterException].
    public SimulatorOptions options() {
        var options = SimulatorOptions.of(addresses(), credentials(), state)
                .withDisplay(display)
                .withTimes(grace, patience);
        var count = events().orElse(options.events());
        return options.withEvents(count, seed == null ? options.seed() : seed);
    }

    /// How many events, if somebody said so.
    public OptionalInt events() {
        if (events != null && events < EVENTS_MIN) {
            throw wrong("--events is at least " + EVENTS_MIN);
        }
        return events == null ? OptionalInt.empty() : OptionalInt.of(events);
    }

    private Addresses addresses() {
        if (http.getHost() == null) {
            throw wrong("--http is no URL with a host: " + http);
        }
        var tcp = rsocket == null
                ? new HostAndPort(http.getHost(), Addresses.local().rsocketPort())
                : rsocket;
        return new Addresses(http, tcp.host(), tcp.port(), websocket == null ? websocketOf(http) : websocket, kafka);
    }

    private static URI websocketOf(URI http) {
        return URI.create(http.toString().replaceFirst("^http", "ws").replaceFirst("/$", "") + "/rsocket");
    }

    private Credentials credentials() {
        if (admin == null && server == null && serverKey == null) {
            try {
                return Credentials.read(credentials);
            } catch (UncheckedIOException | IllegalArgumentException unusable) {
                throw wrong(String.valueOf(unusable.getMessage()));
            }
        }
        if (admin == null || server == null || serverKey == null) {
            throw wrong("--admin, --server and --server-key belong together");
        }
        return new Credentials(admin, server, ServerKey.of(serverKey));
    }

    private ParameterException wrong(String message) {
        var line = command == null ? new CommandLine(this) : command.commandLine();
        return new ParameterException(line, message);
    }

    private static String[] split(String text) {
        var parts = text.split(":", 2);
        if (parts.length != 2) {
            throw new TypeConversionException("needs two parts with a colon between them");
        }
        return parts;
    }

    /// @param port 0..65535
    record HostAndPort(String host, int port) {
        static final class Converter implements ITypeConverter<HostAndPort> {
            @Override
            public HostAndPort convert(String text) {
                var parts = split(text);
                return new HostAndPort(parts[0], Integer.parseInt(parts[1]));
            }
        }
    }

    static final class LoginConverter implements ITypeConverter<Credentials.Login> {
        @Override
        public Credentials.Login convert(String text) {
            var parts = split(text);
            return new Credentials.Login(parts[0], parts[1]);
        }
    }

    static final class SecondsConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Duration.ofMillis(Math.round(1_000 * Double.parseDouble(text)));
        }
    }

    static final class DisplayConverter implements ITypeConverter<Display> {
        @Override
        public Display convert(String text) {
            return Display.of(text);
        }
    }
}
