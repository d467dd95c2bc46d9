package dev.warfront.bench.stage;

import java.net.URI;
import java.util.Map;

/// Servers that stay, and one program on them, in a JVM of its own, which a bench starts and ends as it needs. Whoever
/// has one owns what is in it: nothing else runs there. For one thread.
public interface Stage {
    /// Lets later starts find the program's classes loaded and linked, as the program's image has them. Before the
    /// first.
    void prepare();

    /// Starts the program and waits until it is ready. It keeps its addresses and its data over restarts.
    ///
    /// @param settings beside those that every run of it has, as the program names them
    void start(Map<String, String> settings);

    /// Starts it likewise, without waiting.
    void launch(Map<String, String> settings);

    /// Waits until it is ready.
    void awaitReady();

    /// Asks it to end and waits until it has.
    void stop();

    /// Ends it at once, as a power failure would.
    void kill();

    /// Of the program's process, while it runs.
    long pid();

    /// What the program is called among the nodes that share the event log.
    String member();

    /// Another node of the program on the same servers, with addresses of its own. It is not started yet.
    Stage another();

    /// Where its metrics are.
    URI management();

    /// Its database, for a client that may look past it.
    Database database();

    /// The program's database.
    ///
    /// @param jdbc with its user
    /// @param r2dbc with its user
    record Database(String jdbc, String r2dbc) {}
}
