package dev.warfront.kernel.http;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/// The last stop of every failure of a request: one problem to the client, one line in the log when it is ours.
@Component
@Order(-2) // before Spring Boot's own page of errors
final class FailureHandler implements WebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(FailureHandler.class);

    private final ProblemWriter problems;
    private final MeterRegistry metrics;

    FailureHandler(ProblemWriter problems, MeterRegistry metrics) {
        this.problems = problems;
        this.metrics = metrics;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        assert !(failure instanceof ProblemException problem)
                        || problem.refusal() == null
                        || RequestRoute.declares(problem.refusal(), exchange)
                : exchange.getRequest().getPath() + " does not name " + ((ProblemException) failure).refusal();
        var problem = FailureProblems.problemOf(failure, exchange);
        log(exchange, failure, problem);
        count(exchange, problem);
        return problems.answer(exchange, problem);
    }

    private void count(ServerWebExchange exchange, Problem problem) {
        RequestRoute.of(exchange)
                .map(route -> route.getMethodAnnotation(CountErrors.class))
                .ifPresent(counted ->
                        metrics.counter(counted.value(), "code", problem.code()).increment());
    }

    private static void log(ServerWebExchange exchange, Throwable failure, Problem problem) {
        if (!problem.status().is5xxServerError()) {
            return;
        }
        var request = exchange.getRequest();
        var correlation = exchange.getResponse().getHeaders().getFirst(CorrelationFilter.HEADER);
        if (problem.status().value() == 500) {
            log.error("{} {} failed [{}]", request.getMethod(), request.getPath(), correlation, failure);
        } else {
            log.warn(
                    "{} {} answered {} [{}]: {}",
                    request.getMethod(),
                    request.getPath(),
                    problem.code(),
                    correlation,
                    failure.toString());
        }
    }
}
