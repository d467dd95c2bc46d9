package dev.warfront.score.kafka;

import dev.warfront.score.LogRecord;
import dev.warfront.score.ParsedEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record of the log with all of its events. An offset is moved past only when all of them are decided.
///
/// @param bytes key, value and headers
/// @param weight what it costs a flush, in ledger rows; see {@link #of}
record DecodedRecord(long offset, long bytes, int weight, List<LogRecord> events) {
    /// As many bytes weigh as much as a row: what is long and yields little is stored too.
    static final int ROW_BYTES = 512;

    /// Each record with those events that were read from it.
    ///
    /// @param events in the order of the records, one at least of each
    static List<DecodedRecord> of(List<ConsumerRecord<byte[], byte[]>> records, List<LogRecord> events) {
        var decoded = new ArrayList<DecodedRecord>(records.size());
        var from = 0;
        for (var record : records) {
            var until = from;
            while (until < events.size() && events.get(until).offset() == record.offset()) {
                until++;
            }
            decoded.add(of(record, List.copyOf(events.subList(from, until))));
            from = until;
        }
        return decoded;
    }

    /// It weighs as many rows as it yields, or as its bytes amount to, whatever is more.
    private static DecodedRecord of(ConsumerRecord<byte[], byte[]> record, List<LogRecord> events) {
        var bytes = RecordBounds.bytes(record);
        var rows = 0;
        for (var each : events) {
            rows += rows(each);
        }
        return new DecodedRecord(record.offset(), bytes, (int) Math.max(rows, bytes / ROW_BYTES), events);
    }

    private static int rows(LogRecord event) {
        return event.event() instanceof ParsedEvent.Reported(var reported)
                ? 1 + reported.players().size()
                : 1;
    }
}
