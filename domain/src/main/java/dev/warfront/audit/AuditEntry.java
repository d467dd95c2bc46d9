package dev.warfront.audit;

import dev.warfront.kernel.Caller;
import java.time.Instant;
import java.util.UUID;

/// That somebody has done something. It holds no secret and nothing of what was sent. Source:
/// docs/rules/audit.md.
///
/// @param at by the database's clock
/// @param by who, with the roles of that moment
/// @param action from the path of the route, `battles.start`
/// @param address where it came from, of IPv6 its /64
/// @param correlationId of the request, at most 64 characters
public record AuditEntry(
        UUID id, Instant at, Caller by, String action, Target target, String address, String correlationId) {}
