package dev.warfront.score;

import dev.warfront.battle.CaptureScoreEvent;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The one form of score events on the wire, both ways and for every way in: topic, HTTP and streams mean the
/// same by the same rules. What was written is read back as equal, whichever version of the program wrote it.
/// Pure and thread-safe; nothing that is sent makes it fail. Source: docs/rules/score.md, input.
public interface ScoreEventCodec {
    /// Events of one record. What a server may hand in at once is one record, and no small record explodes.
    int EVENTS_MAX = 500;

    /// What a game server, or who claims to be one, sent as one event of a batch.
    ///
    /// @param fields as a decoder of JSON or CBOR hands it over; anything but an object is malformed
    /// @param war of which it is where it does not say so itself; null when it has to
    ParsedEvent parse(@Nullable Object fields, @Nullable WarId war);

    /// What stands in a record of the log: one event, or each of a batch, in order; never nothing.
    /// What is wrong with an event of a batch is said of that event. From where a batch is no JSON
    /// any more, or longer than {@link #EVENTS_MAX}, the rest of it is one malformed event.
    ///
    /// @param proof whose signature it has; captures and markers are taken from the program only
    List<Part> parse(byte[] value, LogRecord.Proof proof);

    /// The value of a game server's record of one event.
    byte[] write(ScoreEvent event);

    /// The value of a game server's record of several events.
    ///
    /// @param events each as {@link #write(ScoreEvent)} wrote it
    byte[] batch(List<byte[]> events);

    /// The value of a capture's record.
    ///
    /// @param storedAt when it is stored with its cause
    byte[] write(CaptureScoreEvent event, Instant storedAt);

    /// The value of the cut-off marker's record.
    byte[] writeCutOff(UUID eventId, WarId war, Instant cutOff);

    /// One event of a record's value.
    ///
    /// @param from where in the value it begins, in bytes
    /// @param until the first byte behind it
    record Part(ParsedEvent event, int from, int until) {}
}
