package dev.warfront.identity.http;

import dev.warfront.identity.IdentityRules;
import dev.warfront.kernel.http.RouteLimit;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// How many sanctions one of the staff may apply and lift, both together: whoever has stolen a token shuts out, or lets
/// back in, no more. Source: docs/rules/identity.md, sanctions.
@Component
final class SanctionLimit implements RouteLimit {
    static final String NAME = "identity.sanction";
    private static final Duration WINDOW = Duration.ofHours(1);

    private final IdentityRules.SanctionRules rules;

    SanctionLimit(IdentityRules rules) {
        this.rules = rules.sanction();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Mono<String> key(Asked asked) {
        return Mono.justOrEmpty(asked.caller())
                .map(caller -> caller.id().value().toString());
    }

    @Override
    public int limit() {
        return rules.perHour();
    }

    @Override
    public Duration window() {
        return WINDOW;
    }
}
