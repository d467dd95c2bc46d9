package dev.warfront.kernel.http;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/// Who must be known, and who need not: a request that shows no token, for what is open to everyone, passes by the
/// security filters. All others match.
@Component
final class OpenRequests implements ServerWebExchangeMatcher {
    private final RouteRights rights;
    private final List<Open> open;

    OpenRequests(RouteRights rights, ObjectProvider<OpenPaths> declared) {
        this.rights = rights;
        this.open = declared.stream()
                .flatMap(paths -> paths.patterns().stream()
                        .map(pattern -> new Open(paths.method(), PathPatternParser.defaultInstance.parse(pattern))))
                .toList();
    }

    @Override
    public Mono<MatchResult> matches(ServerWebExchange exchange) {
        var passes = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION) == null
                && (rights.isOpen(exchange) || isOpenPath(exchange));
        return passes ? MatchResult.notMatch() : MatchResult.match();
    }

    private boolean isOpenPath(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var path = request.getPath().pathWithinApplication();
        return open.stream().anyMatch(one -> one.method().equals(request.getMethod())
                && one.pattern().matches(path));
    }

    private record Open(HttpMethod method, PathPattern pattern) {}
}
