package dev.warfront.identity;

import dev.warfront.identity.RefreshFamilies.Shown;
import dev.warfront.identity.RefreshFamily.Rotation.Over;
import dev.warfront.identity.RefreshFamily.Rotation.Repeated;
import dev.warfront.identity.RefreshFamily.Rotation.Reused;
import dev.warfront.identity.RefreshFamily.Rotation.Rotated;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.PlayerId;
import java.time.Clock;
import reactor.core.publisher.Mono;

/// Tells whose sessions go on, before they do. Source: docs/rules/identity.md, refresh.
@DomainService
public final class RefreshOwners {
    private final RefreshFamilies families;
    private final Secrets secrets;
    private final IdentityRules rules;
    private final Clock clock;

    RefreshOwners(RefreshFamilies families, Secrets secrets, IdentityRules rules, Clock clock) {
        this.families = families;
        this.secrets = secrets;
        this.rules = rules;
        this.clock = clock;
    }

    /// The account of a refresh token that is good. Empty for any other: whoever has a former one of an
    /// account's shall have no say in what the account may do.
    public Mono<PlayerId> ownerOf(String token) {
        return families.find(secrets.hashOf(token))
                .filter(this::isGood)
                .map(shown -> shown.family().account());
    }

    private boolean isGood(Shown shown) {
        return switch (shown.family().show(shown.generation(), clock.instant(), rules.token())) {
            case Rotated _, Repeated _ -> true;
            case Reused _, Over _ -> false;
        };
    }
}
