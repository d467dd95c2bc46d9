package dev.warfront.kernel.http;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/// Who may ask what over HTTP. A request proves who it is by its bearer token alone: there are no sessions, no cookies,
/// and so no forged requests to fear.
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class HttpSecurity {
    private final ProblemWriter problems;
    private final RouteRights routes;
    private final List<OpenPaths> open;
    private final RateFilter rates;

    HttpSecurity(ProblemWriter problems, RouteRights routes, ObjectProvider<OpenPaths> open, RateFilter rates) {
        this.problems = problems;
        this.routes = routes;
        this.rates = rates;
        this.open = open.stream().toList();
    }

    /// A request that needs none of the security filters does not meet them, nor their firewall.
    @Bean
    static BeanPostProcessor securityWhereNeeded(ObjectProvider<OpenRequests> open) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof WebFilterChainProxy security ? where(open, security) : bean;
            }
        };
    }

    private static WebFilter where(ObjectProvider<OpenRequests> open, WebFilter security) {
        return (exchange, chain) ->
                open.getObject().contain(exchange) ? chain.filter(exchange) : security.filter(exchange, chain);
    }

    @Bean
    SecurityWebFilterChain httpSecurityChain(
            ServerHttpSecurity http,
            ReactiveJwtDecoder decoder,
            Converter<Jwt, Mono<AbstractAuthenticationToken>> callers) {
        return http.authorizeExchange(this::rights)
                .addFilterAfter(rates::whoIsKnown, SecurityWebFiltersOrder.SECURITY_CONTEXT_SERVER_WEB_EXCHANGE)
                .oauth2ResourceServer(
                        tokens -> tokens.jwt(jwt -> jwt.jwtDecoder(decoder).jwtAuthenticationConverter(callers))
                                .authenticationEntryPoint(unauthenticated())
                                .accessDeniedHandler(forbidden()))
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint(unauthenticated()).accessDeniedHandler(forbidden()))
                .headers(ServerHttpSecurity.HeaderSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .build();
    }

    /// What the firewall refuses, as everything that is malformed.
    @Bean
    ServerExchangeRejectedHandler refusedByFirewall() {
        var malformed = Problem.invalid(Violation.MALFORMED, null);
        return (exchange, _) -> problems.answer(exchange, malformed);
    }

    /// Controllers say themselves who may use them; nothing else is open but what is declared.
    private void rights(AuthorizeExchangeSpec exchanges) {
        open.forEach(paths -> exchanges
                .pathMatchers(paths.method(), paths.patterns().toArray(String[]::new))
                .permitAll());
        exchanges.anyExchange().access(routes);
    }

    private ServerAuthenticationEntryPoint unauthenticated() {
        return (exchange, why) -> {
            var shown = why instanceof InvalidBearerTokenException;
            exchange.getResponse()
                    .getHeaders()
                    .set(HttpHeaders.WWW_AUTHENTICATE, shown ? "Bearer error=\"invalid_token\"" : "Bearer");
            var problem = Problem.with(HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED");
            return shown
                    ? rates.whoIsNot(exchange)
                            .then(Mono.defer(() -> problems.answer(
                                    exchange, problem.detail("the token is expired, revoked or not ours"))))
                    : problems.answer(exchange, problem);
        };
    }

    private ServerAccessDeniedHandler forbidden() {
        return (exchange, _) -> problems.answer(exchange, Problem.with(HttpStatus.FORBIDDEN, "FORBIDDEN"));
    }
}
