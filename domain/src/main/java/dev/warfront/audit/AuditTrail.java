package dev.warfront.audit;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Correlation;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.Ids;
import java.time.Clock;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/// Writes down what the present request has done. Source: docs/rules/audit.md.
@DomainService
public final class AuditTrail {
    private final AuditLog log;
    private final Ids ids;
    private final Clock clock;

    public AuditTrail(AuditLog log, Ids ids, Clock clock) {
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    /// In the transaction of the effect, which fails when this does. Nothing happens where no {@link
    /// AuditedRequest} is under way.
    public Mono<Void> done(Caller by) {
        return done(by, Target.NONE);
    }

    /// The same, of a command that has made something.
    ///
    /// @param made what was made; the target where the path of the request names none
    public Mono<Void> done(Caller by, Target made) {
        return Mono.deferContextual(context -> Mono.justOrEmpty(AuditedRequest.of(context))
                .map(request -> request.target().isNamed() ? request : request.on(made))
                .flatMap(request -> log.append(entry(by, request, context))));
    }

    /// Of a command that is written down when it has succeeded: on whom it was done, where its path does not say so.
    public Mono<Void> concerns(Target target) {
        return Mono.deferContextual(context -> Mono.fromRunnable(() -> AuditedRequest.turn(context, target)));
    }

    private AuditEntry entry(Caller by, AuditedRequest request, ContextView context) {
        return new AuditEntry(
                ids.next(),
                clock.instant(),
                by,
                request.action(),
                request.target(),
                request.address(),
                Correlation.of(context, Correlation.CORRELATION_ID));
    }
}
