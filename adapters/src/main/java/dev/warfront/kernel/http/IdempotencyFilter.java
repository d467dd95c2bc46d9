package dev.warfront.kernel.http;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.http.AnsweredCommands.Answered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Runs each command in one transaction with the record of its answer, and with what {@link DoneCommands}
/// store of it: all of it is stored, or nothing. A repeated key is answered with what was stored; a refusal
/// stores nothing, so it is decided anew. A command that lost a race is run again from the start, since
/// nothing of it was kept.
@Component
@Order(0) // behind the security filters, whose order is negative
final class IdempotencyFilter implements WebFilter {
    static final String REPLAYED = "Idempotency-Replayed";
    private static final int RETRIES = 3;
    private static final Duration PAUSE_MIN = Duration.ofMillis(10);
    private static final Duration PAUSE_MAX = Duration.ofMillis(50);

    private final Transactions transactions;
    private final AnsweredCommands commands;
    private final List<DoneCommands> done;

    IdempotencyFilter(Transactions transactions, AnsweredCommands commands, ObjectProvider<DoneCommands> done) {
        this.transactions = transactions;
        this.commands = commands;
        this.done = done.orderedStream().toList();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!Commands.isCommand(exchange)) {
            return chain.filter(exchange);
        }
        return Callers.of(exchange)
                .switchIfEmpty(Mono.error(() -> new ProblemException(Callers.unauthenticated())))
                .flatMap(caller ->
                        CommandRequest.read(exchange).flatMap(request -> answer(caller, request, exchange, chain)))
                .flatMap(answer -> send(answer, exchange));
    }

    private Mono<Outcome> answer(
            Caller caller, CommandRequest request, ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> request.needsKey()
                        ? keyed(caller, request.key(), request, exchange, chain)
                        : run(caller, request, exchange, chain))
                .as(transactions::inTransaction)
                .onErrorResume(Refused.class, refused -> Mono.just(refused.outcome))
                .retryWhen(Retry.backoff(RETRIES, PAUSE_MIN)
                        .maxBackoff(PAUSE_MAX)
                        .filter(failure -> isLostRace(failure, exchange))
                        .onRetryExhaustedThrow((_, last) -> last.failure()));
    }

    private Mono<Outcome> keyed(
            Caller caller, String key, CommandRequest request, ServerWebExchange exchange, WebFilterChain chain) {
        var id = caller.id().value();
        return commands.claim(id, key)
                .filter(claimed -> claimed)
                .switchIfEmpty(Mono.error(() -> conflict("IDEMPOTENCY_IN_PROGRESS")))
                .flatMap(_ -> commands.find(id, key))
                .map(stored -> repeated(stored, request))
                .switchIfEmpty(Mono.defer(() -> run(caller, request, exchange, chain)
                        .delayUntil(outcome -> commands.store(id, key, outcome.answered))));
    }

    private static Outcome repeated(Answered stored, CommandRequest request) {
        if (!stored.requestHash().equals(request.hash())) {
            throw conflict("IDEMPOTENCY_KEY_REUSED");
        }
        return new Outcome(stored, true);
    }

    /// Fails with `Refused` unless the answer is one of success, so that the transaction is rolled back.
    private Mono<Outcome> run(Caller caller, CommandRequest request, ServerWebExchange exchange, WebFilterChain chain) {
        var response = BufferedResponse.of(exchange.getResponse());
        return chain.filter(request.answeringTo(response)).then(Mono.defer(() -> {
            var answered = new Answered(request.hash(), response.status(), response.repeatedHeaders(), response.body());
            var outcome = new Outcome(answered, false);
            return HttpStatusCode.valueOf(response.status()).is2xxSuccessful()
                    ? tell(caller, answered).thenReturn(outcome)
                    : Mono.error(new Refused(outcome));
        }));
    }

    private Mono<Void> tell(Caller caller, Answered answered) {
        var location = Optional.ofNullable(answered.headers().get(HttpHeaders.LOCATION));
        return Flux.fromIterable(done)
                .concatMap(each -> each.done(caller, location))
                .then();
    }

    private static Mono<Void> send(Outcome outcome, ServerWebExchange exchange) {
        var response = exchange.getResponse();
        var bytes = outcome.answered.body().getBytes(StandardCharsets.UTF_8);
        response.setRawStatusCode(outcome.answered.status());
        outcome.answered.headers().forEach(response.getHeaders()::set);
        if (outcome.replayed) {
            response.getHeaders().set(REPLAYED, "true");
        }
        if (bytes.length == 0) {
            return response.setComplete();
        }
        response.getHeaders().setContentLength(bytes.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
    }

    /// A version that the client named is the client's to read again.
    private static boolean isLostRace(Throwable failure, ServerWebExchange exchange) {
        return FailureProblems.isConflict(failure)
                || (failure instanceof StaleWrite && !exchange.getAttributes().containsKey(IfMatch.ASKED));
    }

    private static ProblemException conflict(String code) {
        return new ProblemException(Problem.with(HttpStatus.CONFLICT, code));
    }

    private record Outcome(Answered answered, boolean replayed) {}

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Outcome outcome;

        Refused(Outcome outcome) {
            super("refused", null, false, false);
            this.outcome = outcome;
        }
    }
}
