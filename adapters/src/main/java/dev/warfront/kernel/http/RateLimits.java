package dev.warfront.kernel.http;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.TokenBuckets;
import dev.warfront.kernel.TokenBuckets.Rate;
import dev.warfront.kernel.TokenBuckets.Taken;
import dev.warfront.kernel.cache.LocalBuckets;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import reactor.core.publisher.Mono;

/// Counts each request against the rate of its class and says so in its answer, in the words of the draft
/// `RateLimit header fields for HTTP` (draft-ietf-httpapi-ratelimit-headers-10).
@Component
final class RateLimits {
    private static final Logger log = LoggerFactory.getLogger(RateLimits.class);
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    static final String POLICY = "RateLimit-Policy";
    static final String LIMIT = "RateLimit";

    private final RequestClasses classes = new RequestClasses();
    private final Map<RequestClass, Limit> limits = new EnumMap<>(RequestClass.class);
    private final TokenBuckets buckets;
    private final LocalBuckets hotReads;
    private final UnverifiedTokens checks;
    private final ClientAddresses addresses;
    private final Clock clock;
    private final MeterRegistry metrics;

    RateLimits(
            RateSettings settings,
            TokenBuckets buckets,
            UnverifiedTokens checks,
            Ticker ticker,
            ClientAddresses addresses,
            Clock clock,
            MeterRegistry metrics) {
        this.buckets = buckets;
        this.checks = checks;
        this.hotReads = new LocalBuckets(ticker);
        this.addresses = addresses;
        this.clock = clock;
        this.metrics = metrics;
        Arrays.stream(RequestClass.values())
                .filter(settings::isCounted)
                .forEach(one -> limits.put(one, Limit.of(one, settings)));
        if (!settings.enabled()) {
            log.warn("warfront.http.limits.enabled is false: of requests only {} are counted", limits.keySet());
        }
    }

    /// Error: {@link ProblemException} when there are too many.
    ///
    /// @param route null when none was found
    /// @param caller null when nobody is known
    Mono<Void> admit(
            @Nullable HandlerMethod route,
            ServerHttpRequest request,
            ServerHttpResponse response,
            @Nullable Caller caller) {
        var who = caller == null
                ? addresses.of(request).text()
                : caller.id().value().toString();
        return admit(classes.of(route, request.getMethod(), caller), who, response);
    }

    /// The same, of a class and by a key that are known.
    Mono<Void> admit(RequestClass one, String who, ServerHttpResponse response) {
        var limit = limits.get(one);
        if (limit == null) {
            return Mono.empty();
        }
        return buckets.take(limit.label + ":" + who, limit.rate, limit.alone)
                .doOnNext(taken -> tell(limit, taken, response))
                .then();
    }

    /// The same for what is answered ahead of all filters.
    void admitHotRead(ServerHttpRequest request, ServerHttpResponse response) {
        var limit = limits.get(RequestClass.HOT_READ);
        if (limit != null) {
            tell(limit, hotReads.takeNow(addresses.of(request).text(), limit.rate), response);
        }
    }

    /// Before the token of a request is checked; whose request it is, is counted when that is known. What is
    /// shown and is no token counts as one that is not verified.
    Mono<Void> admitCheck(ServerHttpRequest request, ServerHttpResponse response) {
        return Mono.fromRunnable(() -> {
            var token = Objects.requireNonNullElse(BearerToken.of(request.getHeaders()), "");
            var taken = checks.take(addresses.of(request), token);
            if (!taken.isAdmitted()) {
                tell(Objects.requireNonNull(limits.get(checks.countedAs(token))), taken, response);
            }
        });
    }

    private void tell(Limit limit, Taken taken, ServerHttpResponse response) {
        var headers = response.getHeaders();
        headers.set(POLICY, limit.policy);
        headers.set(LIMIT, "\"" + limit.label + "\";r=" + taken.left() + ";t=" + limit.secondsUntilFull(taken.left()));
        if (!taken.isAdmitted()) {
            metrics.counter("war.http.requests.limited", "limit", limit.label).increment();
            throw refused(taken.pause(), response, clock);
        }
    }

    /// Says in the answer when to come again.
    static ProblemException refused(Duration pause, ServerHttpResponse response, Clock clock) {
        response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds(pause.toNanos()))));
        return new ProblemException(Problem.with(HttpStatus.TOO_MANY_REQUESTS, "RATE_LIMITED")
                .retryAt(clock.instant().plus(pause)));
    }

    /// Rounded up.
    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, NANOS_PER_SECOND);
    }

    /// @param policy as its header has it
    private record Limit(String label, Rate rate, Rate alone, String policy) {
        static Limit of(RequestClass one, RateSettings settings) {
            var rate = settings.of(one);
            var policy = "\"" + one.label() + "\";q=" + rate.burst() + ";w=" + seconds(rate.window());
            return new Limit(one.label(), rate, settings.alone(one), policy);
        }

        long secondsUntilFull(int left) {
            return seconds(rate.interval() * (rate.burst() - left));
        }
    }
}
