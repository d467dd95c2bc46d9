package dev.warfront.kernel.http;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.DeadlineExceeded;
import dev.warfront.kernel.InvalidCursor;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TransactionConflict;
import dev.warfront.kernel.Unavailable;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;

/// What a failure below the edge means to the client.
final class FailureProblems {
    private FailureProblems() {}

    static Problem problemOf(Throwable failure, ServerWebExchange exchange) {
        return causes(failure)
                .flatMap(cause -> known(cause, exchange).stream())
                .findFirst()
                .orElseGet(() -> Problem.with(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR"));
    }

    /// Whether the database chose this transaction to give way to another. Doing it again from the start is right.
    static boolean isConflict(Throwable failure) {
        return causes(failure).anyMatch(TransactionConflict.class::isInstance);
    }

    private static List<Problem> known(Throwable cause, ServerWebExchange exchange) {
        return switch (cause) {
            case ProblemException refused -> List.of(refused.problem());
            case InvalidCursor _ -> List.of(Problem.invalid(Violation.MALFORMED, "cursor"));
            case StaleWrite _ -> List.of(stale(exchange));
            case TransactionConflict _, AlreadyTaken _ ->
                List.of(Problem.with(HttpStatus.CONFLICT, RequestRoute.code("VERSION_CONFLICT", exchange)));
            case DeadlineExceeded _, TimeoutException _ ->
                List.of(Problem.with(HttpStatus.GATEWAY_TIMEOUT, RequestRoute.code("TIMEOUT", exchange)));
            case Unavailable unavailable ->
                List.of(unavailable(exchange).detail(String.valueOf(unavailable.getMessage())));
            case DataBufferLimitException _ -> List.of(BoundedRequest.tooLarge().problem());
            case ErrorResponse response -> List.of(Requests.problemOf(cause, response));
            default -> List.of();
        };
    }

    private static Problem stale(ServerWebExchange exchange) {
        var status = exchange.getAttributes().containsKey(IfMatch.ASKED)
                ? HttpStatus.PRECONDITION_FAILED
                : HttpStatus.CONFLICT;
        return Problem.with(status, RequestRoute.code("VERSION_CONFLICT", exchange));
    }

    private static Problem unavailable(ServerWebExchange exchange) {
        return Problem.with(HttpStatus.SERVICE_UNAVAILABLE, RequestRoute.code("DEPENDENCY_UNAVAILABLE", exchange));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10);
    }
}
