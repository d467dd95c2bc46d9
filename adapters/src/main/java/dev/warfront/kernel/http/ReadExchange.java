package dev.warfront.kernel.http;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.i18n.LocaleContextResolver;
import org.springframework.web.server.session.WebSessionManager;
import reactor.core.publisher.Mono;

/// A read and its answer, with who asks.
final class ReadExchange extends DefaultServerWebExchange {
    private static final WebSessionManager NO_SESSIONS = _ -> Mono.empty();

    private final @Nullable Principal caller;

    private ReadExchange(
            ServerHttpRequest request, ServerHttpResponse response, Factory factory, @Nullable Principal caller) {
        super(request, response, NO_SESSIONS, factory.codecs, factory.locales);
        this.caller = caller;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends Principal> Mono<T> getPrincipal() {
        return Mono.justOrEmpty((T) caller);
    }

    /// Makes them as the web server makes its exchanges.
    @Component
    static final class Factory {
        private final ServerCodecConfigurer codecs;
        private final LocaleContextResolver locales;

        Factory(
                @Qualifier(WebHttpHandlerBuilder.SERVER_CODEC_CONFIGURER_BEAN_NAME) ServerCodecConfigurer codecs,
                @Qualifier(WebHttpHandlerBuilder.LOCALE_CONTEXT_RESOLVER_BEAN_NAME) LocaleContextResolver locales) {
            this.codecs = codecs;
            this.locales = locales;
        }

        ReadExchange of(ServerHttpRequest request, ServerHttpResponse response, @Nullable Principal caller) {
            return new ReadExchange(request, response, this, caller);
        }
    }
}
