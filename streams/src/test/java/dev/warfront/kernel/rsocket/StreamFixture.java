package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.EndedSessions;
import dev.warfront.kernel.ForwardedAddresses;
import dev.warfront.kernel.OpenSessions;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.SourceAddress;
import dev.warfront.kernel.StreamRules;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.score.ScoreStreamRules;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.ssl.SslBundles;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/// The stream server on real sockets of both transports, with controllers of the test's choice.
public final class StreamFixture implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofSeconds(10);
    public static final StreamRules RULES = new StreamRules(
            Duration.ofSeconds(10), Duration.ofSeconds(30), 256, 32, Duration.ofSeconds(2), Duration.ofSeconds(60));
    public static final ScoreStreamRules SCORE_RULES = new ScoreStreamRules(50, 50, 1_000, 300);
    static final ClientLimits LIMITS = limits(1_000);
    public static final ServerSettings SETTINGS = settings(1_000, LIMITS);
    static final String ONE_TOO_MANY = "one too many";

    private static final TcpSecurity PLAIN_TEXT =
            new TcpSecurity(new TlsSettings(""), new StaticListableBeanFactory().getBeanProvider(SslBundles.class));

    private final LoopResources loops = LoopResources.create("streams-test", 2, true);
    private final Disposable.Composite running = Disposables.composite();
    private final FrameCodec codec;
    private final StreamMetrics metrics;
    private final LiveStreams streams;
    private final StreamServer server;
    private final Admission admission;
    private final HeldBytes held;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Scripted scripted;
    private final DisposableServer http;
    private final RSocketRoutes routes;
    /// By account: each has one session.
    private final Map<UUID, Caller> sessions = new ConcurrentHashMap<>();
    private final Set<UUID> over = ConcurrentHashMap.newKeySet();
    private final int tcpPort;

    public StreamFixture(
            StreamRules rules, ServerSettings settings, BiFunction<LiveStreams, FrameCodec, List<Object>> controllers) {
        this(rules, settings, (remote, _) -> SourceAddress.of(remote), controllers);
    }

    StreamFixture(
            StreamRules rules,
            ServerSettings settings,
            ForwardedAddresses addresses,
            BiFunction<LiveStreams, FrameCodec, List<Object>> controllers) {
        this(rules, settings, addresses, PLAIN_TEXT, controllers);
    }

    StreamFixture(
            StreamRules rules,
            ServerSettings settings,
            ForwardedAddresses addresses,
            TcpSecurity security,
            BiFunction<LiveStreams, FrameCodec, List<Object>> controllers) {
        var clock = Clock.systemUTC();
        codec = new FrameCodec(WireJson.jsonMapper(), WireJson.cborMapper());
        held = new HeldBytes(settings);
        metrics = new StreamMetrics(meters, clock, codec, held);
        streams = new LiveStreams(rules, codec, clock, metrics);
        OpenSessions open = (_, session) -> Mono.justOrEmpty(sessions.get(session));
        routes = new RSocketRoutes(open);
        var handlers = new ArrayList<>(controllers.apply(streams, codec));
        scripted = new Scripted(streams);
        handlers.add(scripted);
        handlers.add(new RenewRoute(this::verify, open, codec, rules, clock));
        routes.setHandlers(handlers);
        routes.afterPropertiesSet();
        var acceptor = new ClientAcceptor(routes, this::verify, rules, settings, clock);
        admission = new Admission(settings, new OpenFiles());
        server = new StreamServer(settings, acceptor, streams, metrics, admission, addresses, held, security, loops);
        running.add(streams.run().subscribe());
        running.add(server.run().subscribe());
        EndedSessions ended = _ -> Mono.fromSupplier(() -> Set.copyOf(over));
        running.add(new SessionWatch(ended, server).run().subscribe());
        tcpPort = server.port().blockOptional(PATIENCE).orElseThrow();
        http = HttpServer.create()
                .runOn(loops)
                .host("127.0.0.1")
                .port(0)
                .route(new WebSocketRoute(server, settings)::apply)
                .bindNow();
    }

    /// As {@link #LIMITS}, but for this one.
    static ClientLimits limits(int perAddressMax) {
        return new ClientLimits(
                perAddressMax,
                0,
                16 << 10,
                64,
                50,
                200,
                1_000_000,
                1_000_000,
                16,
                Duration.ofSeconds(2),
                4 << 20,
                256 << 10,
                64 << 20,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(90));
    }

    static ServerSettings settings(int connectionsMax, ClientLimits limits) {
        return settings(connectionsMax, limits, Duration.ofSeconds(2));
    }

    /// @param drain how long somebody who is closed may take to read why
    static ServerSettings settings(int connectionsMax, ClientLimits limits, Duration drain) {
        return new ServerSettings(
                "127.0.0.1",
                0,
                "/rsocket",
                64 << 10,
                256 << 10,
                connectionsMax,
                Duration.ofSeconds(2),
                4,
                drain,
                limits);
    }

    public static StreamFixture with(BiFunction<LiveStreams, FrameCodec, List<Object>> controllers) {
        return new StreamFixture(RULES, SETTINGS, controllers);
    }

    /// A token of the tests: `<id> <ROLE> <seconds to live>`; any other text is bad, and not even looked at when
    /// it is {@link #ONE_TOO_MANY}.
    public static String token(UUID id, Role role, long secondsToLive) {
        return id + " " + role + " " + secondsToLive;
    }

    /// The account's session is over, or its roles are others now.
    void change(UUID account, Role... roles) {
        if (roles.length == 0) {
            sessions.remove(account);
        } else {
            sessions.put(account, new Caller(new PlayerId(account), Set.of(roles)));
        }
    }

    /// The account's session was ended, on another node.
    void end(UUID account) {
        sessions.remove(account);
        over.add(account);
    }

    private Mono<AuthenticatedSession> verify(SourceAddress from, String token) {
        if (token.equals(ONE_TOO_MANY)) {
            return Mono.error(RSocketErrors.retryLater());
        }
        var words = token.split(" ", -1);
        if (words.length != 3) {
            return Mono.error(new TokenVerifier.BadToken(new IllegalArgumentException(token)));
        }
        var caller = new Caller(new PlayerId(UUID.fromString(words[0])), Set.of(Role.valueOf(words[1])));
        return Mono.fromSupplier(() -> {
            sessions.put(caller.id().value(), caller);
            return new AuthenticatedSession(
                    caller, caller.id().value(), Instant.now().plusSeconds(Long.parseLong(words[2])));
        });
    }

    public Stream<TestClient.Way> ways() {
        return Stream.of(
                tcp("application/json"),
                tcp("application/cbor"),
                webSocket("application/json"),
                webSocket("application/cbor"));
    }

    public TestClient.Way tcp(String mimeType) {
        return new TestClient.Way(tcpPort, false, mimeType, null);
    }

    public TestClient.Way webSocket(String mimeType) {
        return new TestClient.Way(http.port(), true, mimeType, null);
    }

    public TestClient client() {
        return TestClient.connect(tcp("application/json"));
    }

    Scripted scripted() {
        return scripted;
    }

    public FrameCodec codec() {
        return codec;
    }

    public StreamMetrics metrics() {
        return metrics;
    }

    Admission admission() {
        return admission;
    }

    HeldBytes held() {
        return held;
    }

    RSocketRoutes routes() {
        return routes;
    }

    public LiveStreams streams() {
        return streams;
    }

    public Mono<Void> stop() {
        return Mono.create(sink -> server.close(sink::success));
    }

    public double count(String counter, String... tags) {
        return meters.counter(counter, tags).count();
    }

    @Override
    public void close() {
        running.dispose();
        http.disposeNow(PATIENCE);
        loops.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE);
    }
}
