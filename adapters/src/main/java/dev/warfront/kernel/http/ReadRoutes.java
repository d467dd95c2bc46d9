package dev.warfront.kernel.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.InvocableHandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.PathVariableMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.reactive.result.method.annotation.RequestParamMethodArgumentResolver;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPattern.PathMatchInfo;
import reactor.core.publisher.Mono;

/// The routes that {@link DirectReads} can ask: those of the program's own controllers that answer a `GET` with a
/// record as JSON, say nothing of headers and media types, take arguments known here and check none.
@Component
final class ReadRoutes implements SmartInitializingSingleton {
    private static final Set<RequestMethod> GET = Set.of(RequestMethod.GET);

    /// Where paths of the API begin to differ, `/api/v1/clans`: three separators and two segments come before it.
    private static final int FIRST_DISTINCT = 5;

    private final RequestMappingHandlerMapping mapping;
    private final List<HandlerMethodArgumentResolver> arguments;
    private final RequestMappingHandlerAdapter ordinary;
    private final MeterRegistry metrics;

    /// By the segment that tells most, the most specific first.
    private final Map<String, List<ReadRoute>> routes = new HashMap<>();

    ReadRoutes(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
            ConfigurableBeanFactory beans,
            @Qualifier("requestMappingHandlerAdapter") RequestMappingHandlerAdapter ordinary,
            MeterRegistry metrics) {
        this.mapping = mapping;
        this.ordinary = ordinary;
        this.metrics = metrics;
        var adapters = ReactiveAdapterRegistry.getSharedInstance();
        this.arguments = List.of(
                new CallerArgument(),
                new OptionalCallerArgument(),
                new PageRequestArgument(),
                new PathVariableMethodArgumentResolver(beans, adapters),
                new RequestParamMethodArgumentResolver(beans, adapters, false));
    }

    @Override
    public void afterSingletonsInstantiated() {
        mapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> isPlain(entry.getKey()) && canAnswer(entry.getValue()))
                .forEach(entry -> entry.getKey()
                        .getPatternsCondition()
                        .getPatterns()
                        .forEach(path -> add(path, entry.getValue())));
        routes.values().forEach(some -> some.sort(Comparator.comparing(ReadRoute::path)));
    }

    /// Null when the path is none of these.
    @Nullable
    Found find(PathContainer path) {
        for (var route : routes.getOrDefault(firstDistinctSegment(path), List.of())) {
            var match = route.path().matchAndExtract(path);
            if (match != null) {
                return new Found(route, match);
            }
        }
        return null;
    }

    private void add(PathPattern path, HandlerMethod method) {
        var handler = new InvocableHandlerMethod(method.createWithResolvedBean());
        handler.setArgumentResolvers(arguments);
        routes.computeIfAbsent(
                        firstDistinctSegment(PathContainer.parsePath(path.getPatternString())), _ -> new ArrayList<>())
                .add(new ReadRoute(path, handler, ordinary.getWebBindingInitializer(), metrics));
    }

    private static String firstDistinctSegment(PathContainer path) {
        var elements = path.elements();
        return elements.size() > FIRST_DISTINCT && elements.get(FIRST_DISTINCT) instanceof PathSegment segment
                ? segment.valueToMatch()
                : "";
    }

    private static boolean isPlain(RequestMappingInfo info) {
        return info.getMethodsCondition().getMethods().equals(GET)
                && info.getParamsCondition().isEmpty()
                && info.getHeadersCondition().isEmpty()
                && info.getConsumesCondition().isEmpty()
                && info.getProducesCondition().isEmpty();
    }

    private boolean canAnswer(HandlerMethod method) {
        return ApiRoutes.isOwn(method)
                && method.getReturnType().getParameterType() == Mono.class
                && method.getReturnType().nested().getNestedParameterType() == ResponseEntity.class
                && method.getReturnType()
                        .nested()
                        .nested()
                        .getNestedParameterType()
                        .isRecord()
                && !method.hasMethodAnnotation(Limited.class)
                && !method.shouldValidateArguments()
                && List.of(method.getMethodParameters()).stream()
                        .allMatch(parameter ->
                                arguments.stream().anyMatch(argument -> argument.supportsParameter(parameter)));
    }

    /// A route, and what the path says to it.
    record Found(ReadRoute route, PathMatchInfo match) {}
}
