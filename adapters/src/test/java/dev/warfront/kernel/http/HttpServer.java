package dev.warfront.kernel.http;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.crypto.TestSealer;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.kernel.postgres.PostgresAnsweredCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.Principal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import tools.jackson.databind.json.JsonMapper;

/// Controllers under test on a real HTTP server with everything of this package around them, on the real PostgreSQL.
/// In place of tokens a request says who it is: `Test-Caller: <uuid> PLAYER ADMIN`.
public final class HttpServer implements AutoCloseable {
    public static final String CALLER = "Test-Caller";

    private final AnnotationConfigApplicationContext context;
    private final DisposableServer server;

    private HttpServer(Duration deadline, Object... controllers) {
        this.context = context(deadline, controllers);
        var handler = WebHttpHandlerBuilder.applicationContext(context).build();
        this.server = reactor.netty.http.server.HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow();
    }

    /// A started server.
    ///
    /// @param controllers instances, with their mapping annotations
    public static HttpServer of(Object... controllers) {
        return new HttpServer(Duration.ofSeconds(5), controllers);
    }

    static HttpServer hurried(Duration deadline, Object... controllers) {
        return new HttpServer(deadline, controllers);
    }

    public WebTestClient client() {
        return WebTestClient.bindToServer()
                .baseUrl(address())
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    /// `http://127.0.0.1:port`
    public String address() {
        return "http://127.0.0.1:" + server.port();
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
    MeterRegistry metrics() {
        return context.getBean(MeterRegistry.class);
    }

    @Override
    public void close() {
        server.disposeNow();
        context.close();
    }

    private static AnnotationConfigApplicationContext context(Duration deadline, Object... controllers) {
        var context = new AnnotationConfigApplicationContext();
        var json = WireJson.jsonMapper();
        context.registerBean(JsonMapper.class, () -> json);
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(Deadline.class, () -> new Deadline(deadline));
        context.registerBean(Ids.class, () -> UUID::randomUUID);
        context.registerBean(Transactions.class, HttpServer::transactions);
        context.registerBean(
                AnsweredCommands.class,
                () -> new PostgresAnsweredCommands(TestDatabase.get().client(), TestSealer.SEALER, json));
        context.register(WebFlux.class, HttpKernel.class, ProblemWriter.class, FailureHandler.class);
        context.register(
                CorrelationFilter.class,
                RequestLatency.class,
                LimitFilter.class,
                TestCallerFilter.class,
                IdempotencyFilter.class);
        for (var i = 0; i < controllers.length; i++) {
            context.getBeanFactory().registerSingleton("controller" + i, controllers[i]);
        }
        context.refresh();
        return context;
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

    /// Where the security filters would be.
    @Order(-100)
    static final class TestCallerFilter implements WebFilter {
        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            var named = exchange.getRequest().getHeaders().getFirst(CALLER);
            return chain.filter(named == null ? exchange : as(caller(named), exchange));
        }

        private static Caller caller(String named) {
            var words = named.split(" ");
            var roles = Arrays.stream(words).skip(1).map(Role::valueOf).collect(Collectors.toSet());
            return new Caller(new PlayerId(UUID.fromString(words[0])), roles);
        }

        private static ServerWebExchange as(Caller caller, ServerWebExchange exchange) {
            return new ServerWebExchangeDecorator(exchange) {
                @Override
                @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
                }) // the caller of this method says which kind it expects
                public <T extends Principal> Mono<T> getPrincipal() {
                    return Mono.just((T) UsernamePasswordAuthenticationToken.authenticated(caller, "", List.of()));
                }
            };
        }
    }
}
