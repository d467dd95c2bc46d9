package dev.warfront.identity.http;

import dev.warfront.identity.IdentityRules;
import dev.warfront.kernel.http.RouteLimit;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// How many may register from one address: before a password is hashed, which is what costs. Source:
/// docs/rules/identity.md.
@Component
final class RegistrationLimit implements RouteLimit {
    static final String NAME = "identity.register";

    private final IdentityRules.RegistrationRules rules;

    RegistrationLimit(IdentityRules rules) {
        this.rules = rules.registration();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Mono<String> key(Asked asked) {
        return Mono.just(asked.address().text());
    }

    @Override
    public int limit() {
        return rules.perAddress();
    }

    @Override
    public Duration window() {
        return rules.window();
    }
}
