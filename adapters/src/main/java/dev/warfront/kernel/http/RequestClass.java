package dev.warfront.kernel.http;

import java.util.Locale;

/// What a request counts as: each takes from one bucket. Source: docs/reference.md, rates.
public enum RequestClass {
    /// Answered from memory, to those who watch over the program: never refused.
    UNCOUNTED,
    /// By nobody known, or with a token that is none; by address.
    ANONYMOUS,
    /// By an account.
    ACCOUNT,
    /// Changes something; by account.
    WRITE,
    /// Tries a password, which costs much; by a {@link RouteRate}.
    LOGIN,
    /// Tries one of who was there before, beside {@link #LOGIN}; by address.
    HOME_LOGIN,
    /// Renews tokens, of which the audit log keeps a row for ever; by the account that owns them.
    REFRESH,
    /// Looks through a collection; by account or address.
    SEARCH,
    /// What game servers alone may send; by server.
    INGEST,
    /// Answered ahead of all filters; by address and on this node.
    HOT_READ,
    /// Shows a token that this node has not verified, beside what else it counts as; by address and on this node.
    UNVERIFIED,
    /// The same, naming a session that this node knows; by session and on this node.
    UNVERIFIED_SESSION;

    /// As the headers and the settings have it, `hot-read`.
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
