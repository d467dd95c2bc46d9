package dev.warfront.kernel.http;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.backends.TestDatabase;
import dev.warfront.identity.GameServers;
import dev.warfront.identity.IdentityRules;
import dev.warfront.identity.InMemoryGameServers;
import dev.warfront.identity.TestIdentity;
import dev.warfront.identity.jwt.CallerTokens;
import dev.warfront.identity.jwt.JwtAccessTokens;
import dev.warfront.identity.jwt.KeyRing;
import dev.warfront.identity.jwt.TokenDecoder;
import dev.warfront.identity.jwt.TokenKeyStore;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.RequestLimits;
import dev.warfront.kernel.TokenBuckets;
import dev.warfront.kernel.TokenBuckets.Rate;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.cache.LocalBuckets;
import dev.warfront.kernel.cache.LocalRequestLimits;
import dev.warfront.kernel.crypto.TestSealer;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.kernel.postgres.PostgresAnsweredCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.codec.compression.Zstd;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import tools.jackson.databind.json.JsonMapper;

/// Controllers under test on a real HTTP server with everything of this package around them, the security chain
/// with its signed tokens too, on the real PostgreSQL. In place of logging in a request says who it is:
/// `Test-Caller: <uuid> PLAYER ADMIN`, for which it is given a token.
public final class HttpServer implements AutoCloseable {
    static {
        // The client's decoder of bodies looks for a native library when it is first used: not on an event loop.
        Zstd.isAvailable();
    }

    public static final String CALLER = "Test-Caller";

    /// As the program has them, for fewer clients.
    public static final ConnectionSettings CONNECTIONS = new ConnectionSettings(
            100, 50, Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofSeconds(30), List.of());

    private static final Rate MANY = new Rate(1_000_000, Duration.ofSeconds(1), 1_000_000);

    /// More than any test sends.
    static final RateSettings RATES = rates(MANY, MANY, MANY, MANY, MANY);

    private static final CorsSettings NO_ORIGINS = new CorsSettings(List.of());

    private final AnnotationConfigApplicationContext context;
    private final DisposableServer server;

    private HttpServer(
            Duration deadline,
            ConnectionSettings connections,
            RateSettings rates,
            Ticker ticker,
            Object... controllers) {
        this(deadline, connections, rates, NO_ORIGINS, ticker, controllers);
    }

    private HttpServer(
            Duration deadline,
            ConnectionSettings connections,
            RateSettings rates,
            CorsSettings origins,
            Ticker ticker,
            Object... controllers) {
        this.context = context(deadline, rates, origins, ticker, controllers);
        var handler = WebHttpHandlerBuilder.applicationContext(context).build();
        var http =
                reactor.netty.http.server.HttpServer.create().host("127.0.0.1").port(0);
        var guarded = new HttpConnections(connections, new ClientAddresses(connections), ticker, metrics());
        this.server = guarded.apply(new RequestStart().apply(http))
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow();
    }

    /// A started server.
    ///
    /// @param controllers instances, with their mapping annotations, and other beans that their routes need
    public static HttpServer of(Object... controllers) {
        return new HttpServer(Duration.ofSeconds(15), CONNECTIONS, RATES, Ticker.systemTicker(), controllers);
    }

    /// One whose requests end sooner.
    public static HttpServer hurried(Duration deadline, Object... controllers) {
        return new HttpServer(deadline, CONNECTIONS, RATES, Ticker.systemTicker(), controllers);
    }

    /// One with other bounds of its connections.
    static HttpServer bounded(ConnectionSettings connections, Ticker ticker, Object... controllers) {
        return new HttpServer(Duration.ofSeconds(15), connections, RATES, ticker, controllers);
    }

    /// One with other rates of requests.
    static HttpServer limited(RateSettings rates, Ticker ticker, Object... controllers) {
        return new HttpServer(Duration.ofSeconds(15), CONNECTIONS, rates, ticker, controllers);
    }

    /// The same, for pages of other origins too.
    static HttpServer openTo(CorsSettings origins, RateSettings rates, Ticker ticker, Object... controllers) {
        return new HttpServer(Duration.ofSeconds(15), CONNECTIONS, rates, origins, ticker, controllers);
    }

    /// One with other rates of log-ins.
    ///
    /// @param atHome of all who were at an address before
    public static HttpServer limitedLogIns(Rate logIns, Rate atHome, Ticker ticker, Object... controllers) {
        return limited(rates(logIns, atHome, MANY, MANY, MANY), ticker, controllers);
    }

    /// One with another rate of refreshes.
    public static HttpServer limitedRefreshes(Rate refreshes, Ticker ticker, Object... controllers) {
        return limited(rates(MANY, MANY, refreshes, MANY, MANY), ticker, controllers);
    }

    /// One with other rates of tokens that have to be checked.
    static HttpServer limitedChecks(Rate ofAddress, Rate ofSession, Ticker ticker, Object... controllers) {
        return limited(rates(MANY, MANY, MANY, ofAddress, ofSession), ticker, controllers);
    }

    private static RateSettings rates(
            Rate logIns, Rate atHome, Rate refreshes, Rate checksOfAddress, Rate checksOfSession) {
        return new RateSettings(
                true,
                MANY,
                MANY,
                MANY,
                logIns,
                atHome,
                refreshes,
                MANY,
                MANY,
                MANY,
                checksOfAddress,
                checksOfSession,
                1,
                1);
    }

    public WebTestClient client() {
        return WebTestClient.bindToServer()
                .baseUrl(address())
                .responseTimeout(Duration.ofSeconds(20))
                .entityExchangeResultConsumer(result -> {
                    ObservedAnswers.add(result);
                    FollowedLocations.follow(result);
                })
                .build();
    }

    /// `http://127.0.0.1:port`
    public String address() {
        return "http://127.0.0.1:" + server.port();
    }

    /// A token that no request has shown yet.
    ///
    /// @param caller as in {@link #CALLER}
    String newToken(String caller) {
        return context.getBean(TestLogIn.class).logIn(caller).blockOptional().orElseThrow();
    }

    /// The next token of the session of one, which nobody has shown yet.
    String refreshed(String token) {
        return context.getBean(TestLogIn.class).refresh(token).blockOptional().orElseThrow();
    }

    /// The transactions that commands run in.
    public static Transactions transactions() {
        var operator = TestDatabase.get().transactions();
        return new Transactions() {
            @Override
            public <T> Mono<T> inTransaction(Mono<T> work) {
                return operator.transactional(work);
            }
        };
    }

    /// What the server has measured.
    public MeterRegistry metrics() {
        return context.getBean(MeterRegistry.class);
    }

    @Override
    public void close() {
        server.disposeNow();
        context.close();
    }

    private static AnnotationConfigApplicationContext context(
            Duration deadline, RateSettings rates, CorsSettings origins, Ticker ticker, Object... controllers) {
        var context = new AnnotationConfigApplicationContext();
        var json = WireJson.jsonMapper();
        context.registerBean(JsonMapper.class, () -> json);
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(Deadline.class, () -> new Deadline(deadline));
        context.registerBean(Ids.class, () -> UUID::randomUUID);
        context.registerBean(RateSettings.class, () -> rates);
        context.registerBean(CorsSettings.class, () -> origins);
        context.registerBean(Ticker.class, () -> ticker);
        context.registerBean(TokenBuckets.class, () -> new LocalBuckets(ticker));
        context.registerBean(ClientAddresses.class, () -> new ClientAddresses(CONNECTIONS));
        context.registerBean(Transactions.class, HttpServer::transactions);
        context.registerBean(
                AnsweredCommands.class,
                () -> new PostgresAnsweredCommands(TestDatabase.get().client(), TestSealer.SEALER, json));
        context.register(WebFlux.class, HttpKernel.class, ProblemWriter.class, FailureHandler.class);
        registerSecurity(context);
        context.register(
                CrossOriginRequests.class,
                ReadyAnswersFirst.class,
                DirectReads.class,
                ReadRoutes.class,
                ReadExchange.Factory.class,
                EntityWriter.class,
                CorrelationFilter.class,
                SecurityHeaders.class,
                FoundRoute.class,
                OpenRequests.class,
                RequestLatency.class,
                LimitFilter.class,
                HandshakeFilter.class,
                QueryFilter.class,
                RateLimits.class,
                UnverifiedTokens.class,
                RateFilter.class,
                TestLogIn.class,
                RouteLimitFilter.class,
                IdempotencyFilter.class);
        for (var i = 0; i < controllers.length; i++) {
            context.getBeanFactory().registerSingleton("controller" + i, controllers[i]);
        }
        context.refresh();
        context.getBean(TokenDecoder.class).bindTo(context.getBean(MeterRegistry.class));
        return context;
    }

    /// The chain of the program, on keys of its own.
    private static void registerSecurity(AnnotationConfigApplicationContext context) {
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(RequestLimits.class, () -> new LocalRequestLimits(Clock.systemUTC()));
        context.registerBean(IdentityRules.class, () -> TestIdentity.RULES);
        context.registerBean(GameServers.class, TrustedServers::new);
        context.register(
                HttpSecurity.class,
                RouteRights.class,
                TestKeys.class,
                TestLogIn.TestSessions.class,
                KeyRing.class,
                JwtAccessTokens.class,
                TokenDecoder.class,
                CallerTokens.class);
    }

    @EnableWebFlux
    static class WebFlux implements WebFluxConfigurer {
        private final JsonMapper json;

        WebFlux(JsonMapper json) {
            this.json = json;
        }

        @Override
        public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
            configurer.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(json));
            configurer.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(json));
        }
    }

    /// Keys of access tokens in the memory of one test.
    public static final class TestKeys implements TokenKeyStore {
        private final List<StoredKey> keys = new CopyOnWriteArrayList<>();

        @Override
        public Mono<List<StoredKey>> all() {
            return Mono.fromSupplier(() -> List.copyOf(keys).reversed());
        }

        @Override
        public Mono<Void> lock() {
            return Mono.empty();
        }

        @Override
        public Mono<Void> add(StoredKey key) {
            return Mono.fromRunnable(() -> keys.add(key));
        }
    }

    /// Whatever server a test names is trusted.
    static final class TrustedServers extends InMemoryGameServers {
        @Override
        public Mono<Boolean> isTrusted(PlayerId id) {
            return Mono.just(true);
        }
    }
}
