package dev.warfront.architecture;

import java.util.List;

/// The contexts in their order, which is that of the design: each imports only those before it. A new context gets its
/// place here, and nowhere else.
final class Contexts {
    static final List<String> ORDER = List.of(
            "kernel",
            "outbox",
            "timer",
            "saga",
            "audit",
            "identity",
            "wallet",
            "session",
            "character",
            "inventory",
            "mail",
            "guild",
            "territory",
            "war",
            "alliance",
            "battle",
            "score",
            "reward",
            "loot",
            "trade",
            "notification",
            "friend",
            "party",
            "chat",
            "matchmaking",
            "leaderboard");

    private Contexts() {}

    /// Whether the first stands after the second. False for what is no context.
    static boolean isAfter(String context, String other) {
        return ORDER.contains(other) && ORDER.indexOf(context) > ORDER.indexOf(other);
    }
}
