package dev.warfront.packaged;

import dev.warfront.backends.KafkaServer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MemoryRecordsBuilder;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.requests.RequestHeader;

/// A batch of records of any size, packed, and sent past the producer, which would refuse it.
final class RawBatch {

    /// The last that names topics.
    private static final short VERSION = 11;

    private static final int BATCH_MAX = 4 << 20;

    private static final int PATIENCE_MS = 30_000;

    private final MemoryRecords records;

    private RawBatch(MemoryRecords records) {
        this.records = records;
    }

    /// One record of so many zeros.
    static RawBatch ofZeros(CompressionType packed, int bytes) {
        try (var builder = builder(packed)) {
            builder.append(System.currentTimeMillis(), null, new byte[bytes]);
            return new RawBatch(builder.build());
        }
    }

    /// So many records without key and value, each with a header of so many bytes.
    static RawBatch ofHeaders(CompressionType packed, int count, int bytes) {
        var header = new RecordHeader("x", new byte[bytes]);
        try (var builder = builder(packed)) {
            for (var i = 0; i < count; i++) {
                builder.append(System.currentTimeMillis(), (byte[]) null, null, new Header[] {header});
            }
            return new RawBatch(builder.build());
        }
    }

    private static MemoryRecordsBuilder builder(CompressionType packed) {
        return MemoryRecords.builder(
                ByteBuffer.allocate(BATCH_MAX),
                RecordBatch.CURRENT_MAGIC_VALUE,
                Compression.of(packed).build(),
                TimestampType.CREATE_TIME,
                0L);
    }

    /// What the broker, which leads every partition, answers.
    Errors send(KafkaServer broker, String topic, int partition) throws IOException {
        var request = new ProduceRequest.Builder(VERSION, VERSION, data(topic, partition)).build(VERSION);
        var header = new RequestHeader(ApiKeys.PRODUCE, VERSION, "stranger", 1);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), broker.port()), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            var bytes = request.serializeWithHeader(header);
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(bytes.remaining());
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            out.flush();
            var in = new DataInputStream(socket.getInputStream());
            var answer = ByteBuffer.wrap(in.readNBytes(in.readInt()));
            return error((ProduceResponse) AbstractResponse.parseResponse(answer, header));
        }
    }

    private ProduceRequestData data(String topic, int partition) {
        var data = new ProduceRequestData().setAcks((short) -1).setTimeoutMs(PATIENCE_MS);
        data.topicData()
                .add(new ProduceRequestData.TopicProduceData()
                        .setName(topic)
                        .setPartitionData(List.of(new ProduceRequestData.PartitionProduceData()
                                .setIndex(partition)
                                .setRecords(records))));
        return data;
    }

    private static Errors error(ProduceResponse answer) {
        return answer.data().responses().stream()
                .flatMap(topic -> topic.partitionResponses().stream())
                .map(partition -> Errors.forCode(partition.errorCode()))
                .findFirst()
                .orElse(Errors.UNKNOWN_SERVER_ERROR);
    }
}
