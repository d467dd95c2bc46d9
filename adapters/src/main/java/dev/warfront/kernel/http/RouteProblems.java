package dev.warfront.kernel.http;

import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.CONTENT_TOO_LARGE;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.GATEWAY_TIMEOUT;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.PRECONDITION_REQUIRED;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;
import static org.springframework.http.HttpStatus.UNAUTHORIZED;
import static org.springframework.http.HttpStatus.UNSUPPORTED_MEDIA_TYPE;

import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.http.ApiRoutes.Route;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/// The statuses and codes that a route can answer: those of the refusals it names, from the very mapping that answers
/// them, and those that every route of its kind has.
@Component
public final class RouteProblems {
    /// What a request may meet before its route is known, or by a mistake of the program.
    public static final Set<String> WITHOUT_A_ROUTE =
            Set.of("NOT_FOUND", "METHOD_NOT_ALLOWED", "NOT_ACCEPTABLE", "INTERNAL_ERROR");

    private final ObjectProvider<Problems<?>> mappings;

    RouteProblems(ObjectProvider<Problems<?>> mappings) {
        this.mappings = mappings;
    }

    /// By status and code, each once.
    public List<Code> of(Route route) {
        return Stream.concat(refused(route), common(route).stream())
                .distinct()
                .sorted(Comparator.comparing(Code::status).thenComparing(Code::code))
                .toList();
    }

    /// Of the refusals that the route names alone.
    public Stream<Code> refused(Route route) {
        return Optional.ofNullable(route.handler().getMethodAnnotation(Refuses.class)).stream()
                .flatMap(refuses -> Stream.of(refuses.value()))
                .flatMap(this::codesOf)
                .distinct();
    }

    private Stream<Code> codesOf(Class<?> refusal) {
        var mapping = mappings.stream()
                .filter(one -> one.refusals().isAssignableFrom(refusal))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no bean Problems for " + refusal.getName()));
        return codes(mapping, refusal);
    }

    private static <R> Stream<Code> codes(Problems<R> mapping, Class<?> refusal) {
        return RefusalSamples.of(refusal)
                .map(sample -> mapping.of(mapping.refusals().cast(sample)))
                .map(problem -> new Code(problem.status(), problem.code()));
    }

    private static List<Code> common(Route route) {
        var codes = new ArrayList<Code>();
        addRequest(route, codes);
        addRights(route, codes);
        if (route.isCommand()) {
            addCommand(route, codes);
        }
        if (route.path().startsWith("/api/")) {
            codes.add(new Code(TOO_MANY_REQUESTS, "RATE_LIMITED"));
            codes.add(new Code(SERVICE_UNAVAILABLE, prefixed("DEPENDENCY_UNAVAILABLE", route)));
            codes.add(new Code(GATEWAY_TIMEOUT, prefixed("TIMEOUT", route)));
        }
        return codes;
    }

    private static void addRequest(Route route, List<Code> codes) {
        if (hasInput(route)) {
            codes.add(new Code(BAD_REQUEST, "VALIDATION_FAILED"));
        }
        if (has(route, RequestBody.class)) {
            codes.add(new Code(CONTENT_TOO_LARGE, "BODY_TOO_LARGE"));
            codes.add(new Code(UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE"));
        }
    }

    /// A bad token is refused even where none is needed.
    private static void addRights(Route route, List<Code> codes) {
        codes.add(new Code(UNAUTHORIZED, "UNAUTHENTICATED"));
        if (route.right().isRestricted()) {
            codes.add(new Code(FORBIDDEN, "FORBIDDEN"));
        }
    }

    private static void addCommand(Route route, List<Code> codes) {
        if (route.needsKey()) {
            codes.add(new Code(BAD_REQUEST, "IDEMPOTENCY_KEY_REQUIRED"));
            codes.add(new Code(BAD_REQUEST, "VALIDATION_FAILED"));
            codes.add(new Code(CONFLICT, "IDEMPOTENCY_IN_PROGRESS"));
            codes.add(new Code(CONFLICT, "IDEMPOTENCY_KEY_REUSED"));
        }
        codes.add(new Code(CONFLICT, prefixed("VERSION_CONFLICT", route)));
        if (route.asks(IfMatch.class)) {
            codes.add(new Code(PRECONDITION_FAILED, prefixed("VERSION_CONFLICT", route)));
            codes.add(new Code(PRECONDITION_REQUIRED, "IF_MATCH_REQUIRED"));
        }
    }

    private static boolean hasInput(Route route) {
        return has(route, RequestBody.class)
                || has(route, PathVariable.class)
                || has(route, RequestParam.class)
                || route.asks(PageRequest.class)
                || route.asks(IfMatch.class);
    }

    private static boolean has(Route route, Class<? extends Annotation> mark) {
        return Stream.of(route.handler().getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(mark));
    }

    private static String prefixed(String code, Route route) {
        var prefix = AnnotatedElementUtils.findMergedAnnotation(route.handler().getBeanType(), CodePrefix.class);
        return prefix == null ? code : prefix.value() + code;
    }

    /// An answer other than success.
    public record Code(HttpStatus status, String code) {}
}
