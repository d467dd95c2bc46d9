package dev.warfront.bench.simulator;

import java.util.List;

/// One of the three ways into the log. Sends again, with the same ids, until there is an answer; for one thread.
interface ScoreEventSender extends AutoCloseable {
    /// What a person calls it.
    String title();

    /// Whether it writes and signs records itself.
    boolean ownRecords();

    /// Sends 1..500; returns when they are on their way, at the latest when the way is free again.
    void send(List<OutgoingRecord> records);

    /// Waits until everything sent has been answered.
    void flush();

    @Override
    void close();
}
