import dev.warfront.client.model.ScoreEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

final class Batches {
    private static final int EVENTS_MAX = 500;
    private static final int BYTES_MAX = 60_000; // 64 KB with what is around it

    /// Events of one war, in as few JSON arrays as may hold them.
    static List<byte[]> of(List<ScoreEvent> events) {
        var batches = new ArrayList<byte[]>();
        var batch = new ByteArrayOutputStream();
        var count = 0;
        for (var event : events) {
            var json = JsonMapper.shared().writeValueAsBytes(event);
            if (count == EVENTS_MAX || batch.size() + json.length + 2 > BYTES_MAX) {
                batch.write(']');
                batches.add(batch.toByteArray());
                batch.reset();
                count = 0;
            }
            batch.write(count++ == 0 ? '[' : ',');
            batch.writeBytes(json);
        }
        if (count > 0) {
            batch.write(']');
            batches.add(batch.toByteArray());
        }
        return batches;
    }
}
