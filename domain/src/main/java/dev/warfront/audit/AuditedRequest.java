package dev.warfront.audit;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/// A request whose effect is written down. It travels in the Reactor context from the edge to where the
/// effect is stored.
///
/// @param action from the path of the route
/// @param address where it came from
public record AuditedRequest(String action, Target target, String address) {
    private static final Object KEY = AuditedRequest.class;

    /// The request of a chain; empty for what nobody asked for over a route that is audited.
    public static Optional<AuditedRequest> of(ContextView context) {
        return underWay(context).map(AtomicReference::get);
    }

    /// For `contextWrite` at the edge.
    public Context put(Context context) {
        return context.put(KEY, new AtomicReference<>(this));
    }

    /// From now on the request of this chain is one on the target.
    static void turn(ContextView context, Target target) {
        underWay(context).ifPresent(request -> request.updateAndGet(known -> known.on(target)));
    }

    private static Optional<AtomicReference<AuditedRequest>> underWay(ContextView context) {
        return context.getOrEmpty(KEY);
    }

    AuditedRequest on(Target named) {
        return new AuditedRequest(action, named, address);
    }
}
