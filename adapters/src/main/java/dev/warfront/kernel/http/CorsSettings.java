package dev.warfront.kernel.http;

import dev.warfront.kernel.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;

/// Pages of which other origins may read the API with a browser: `warfront.http.cors.*`. Source: docs/reference.md.
///
/// @param origins `scheme://host`, `scheme://host:port` or `scheme://host:*` for any port; `*` alone for all origins
@Settings("warfront.http.cors")
public record CorsSettings(List<String> origins) {
    private static final String ANY = "*";
    private static final String ANY_PORT = ":*";
    private static final int PORT_MAX = 65_535;
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final List<HttpMethod> METHODS =
            List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE);

    private static final List<String> SENT = List.of(
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            CommandRequest.KEY_HEADER,
            HttpHeaders.IF_MATCH,
            HttpHeaders.IF_NONE_MATCH,
            CorrelationFilter.HEADER);

    private static final List<String> SHOWN = List.of(
            HttpHeaders.ETAG,
            HttpHeaders.LOCATION,
            IdempotencyFilter.REPLAYED,
            HttpHeaders.RETRY_AFTER,
            RateLimits.LIMIT,
            RateLimits.POLICY,
            CorrelationFilter.HEADER);

    public CorsSettings {
        origins = List.copyOf(origins);
        if (!origins.equals(List.of(ANY))) {
            origins.forEach(CorsSettings::requireOrigin);
        }
    }

    /// Without credentials: a token is sent by the page itself, and there are no cookies.
    CorsConfiguration configuration() {
        var cors = new CorsConfiguration();
        cors.setAllowedMethods(METHODS.stream().map(HttpMethod::name).toList());
        cors.setAllowedHeaders(SENT);
        cors.setExposedHeaders(SHOWN);
        cors.setMaxAge(REMEMBERED);
        for (var origin : origins) {
            if (origin.endsWith(ANY_PORT)) {
                cors.addAllowedOriginPattern(host(origin) + ":[*]");
            } else {
                cors.addAllowedOrigin(origin);
            }
        }
        return cors;
    }

    private static String host(String anyPort) {
        return anyPort.substring(0, anyPort.length() - ANY_PORT.length());
    }

    private static void requireOrigin(String origin) {
        if (!isOrigin(origin.endsWith(ANY_PORT) ? host(origin) : origin)) {
            throw new IllegalArgumentException("origins: '" + origin
                    + "' is no origin, scheme://host or scheme://host:port (* for any port); all of them are * alone");
        }
    }

    private static boolean isOrigin(String text) {
        try {
            var uri = new URI(text);
            return uri.getScheme() != null
                    && uri.getHost() != null
                    && !text.endsWith(":")
                    && text.equals(uri.getScheme() + "://" + uri.getRawAuthority())
                    && uri.getRawUserInfo() == null
                    && uri.getPort() <= PORT_MAX
                    && uri.getPort() != 0;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
