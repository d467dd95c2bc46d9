package dev.warfront.kernel;

import reactor.util.context.Context;
import reactor.util.context.ContextView;

/// Says in the Reactor context that a chain is work of the program itself and no request of anybody: flushes,
/// timers, the relay. What is reserved for such work is taken by it alone, so that no number of requests can
/// stop it.
public final class BackgroundWork {
    private static final Object KEY = BackgroundWork.class;

    private BackgroundWork() {}

    /// The context of such work; for `contextWrite` at its beginning.
    public static Context mark(Context context) {
        return context.put(KEY, true);
    }

    /// Whether a chain is such work.
    public static boolean is(ContextView context) {
        return context.hasKey(KEY);
    }
}
