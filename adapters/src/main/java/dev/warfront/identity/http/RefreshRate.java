package dev.warfront.identity.http;

import dev.warfront.identity.RefreshOwners;
import dev.warfront.kernel.http.RequestClass;
import dev.warfront.kernel.http.RouteRate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// How often the sessions of one account may go on: each time is a row of the audit log, which nobody
/// deletes. Counted by account, since a log-in makes a session, and with it another family of tokens, at
/// will. Source: docs/rules/identity.md, refresh.
@Component
final class RefreshRate implements RouteRate {
    static final String NAME = "identity.refresh";

    private final RefreshOwners owners;

    RefreshRate(RefreshOwners owners) {
        this.owners = owners;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Flux<Bucket> buckets(Asked asked) {
        return Mono.justOrEmpty(asked.body().path("refresh_token").asStringOpt())
                .flatMap(owners::ownerOf)
                .map(owner -> new Bucket(RequestClass.REFRESH, owner.value().toString()))
                .flux();
    }
}
