package dev.warfront.kernel.http;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Writes what a route answers as JSON; nothing but its headers where the client has it already.
@Component
final class EntityWriter {
    private final JsonMapper json;

    EntityWriter(JsonMapper json) {
        this.json = json;
    }

    Mono<Void> write(ResponseEntity<?> entity, ServerWebExchange exchange) {
        var response = exchange.getResponse();
        var headers = response.getHeaders();
        response.setStatusCode(entity.getStatusCode());
        headers.putAll(entity.getHeaders());
        var body = entity.getBody();
        if (body == null || isKnown(entity, exchange)) {
            SecurityHeaders.addTo(exchange.getRequest(), response);
            return response.setComplete();
        }
        var bytes = json.writeValueAsBytes(body);
        headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
        headers.setContentLength(bytes.length);
        SecurityHeaders.addTo(exchange.getRequest(), response);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
    }

    private static boolean isKnown(ResponseEntity<?> entity, ServerWebExchange exchange) {
        var eTag = entity.getHeaders().getETag();
        return eTag != null && exchange.checkNotModified(eTag);
    }
}
