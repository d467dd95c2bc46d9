package dev.warfront.territory.http;

import dev.warfront.territory.Claim;
import dev.warfront.territory.ClaimStatus;
import java.time.Instant;
import java.util.UUID;

/// A claim on the wire.
record ClaimJson(UUID id, UUID territoryId, UUID clanId, long cost, Instant completesAt, ClaimStatus status) {
    static ClaimJson of(Claim claim) {
        return new ClaimJson(
                claim.id().value(),
                claim.territory().value(),
                claim.clan().value(),
                claim.cost(),
                claim.completesAt(),
                claim.status());
    }
}
