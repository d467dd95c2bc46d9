package dev.warfront.audit.http;

import dev.warfront.audit.AuditTrail;
import dev.warfront.audit.Target;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.http.DoneCommands;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Writes down each command of an audited route in its transaction.
@Component
final class AuditedCommands implements DoneCommands {
    private final AuditTrail trail;

    AuditedCommands(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public Mono<Void> done(Caller caller, Optional<String> location) {
        return trail.done(caller, location.map(AuditedRoutes::target).orElse(Target.NONE));
    }
}
