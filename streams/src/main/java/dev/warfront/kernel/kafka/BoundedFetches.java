package dev.warfront.kernel.kafka;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.requests.FetchResponse;
import org.jspecify.annotations.Nullable;

/// Stands between a consumer and its connections, and bounds what each fetch brings before the consumer sees it. There
/// is no public place for that, so the consumer's own client is exchanged: a consumer that is built in another way
/// fails when it is made. docs/adr/0020.
final class BoundedFetches implements InvocationHandler {
    private final KafkaClient client;

    private BoundedFetches(KafkaClient client) {
        this.client = client;
    }

    /// To be called once, before the consumer is used.
    static void install(KafkaConsumer<?, ?> consumer) {
        try {
            var network = read(read(consumer, field(KafkaConsumer.class, "delegate")), "client");
            var field = field(network.getClass(), "client");
            var bounded = new BoundedFetches((KafkaClient) read(network, field));
            field.set(
                    network,
                    Proxy.newProxyInstance(
                            BoundedFetches.class.getClassLoader(), new Class<?>[] {KafkaClient.class}, bounded));
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalStateException("this version of the Kafka consumer cannot be bounded", e);
        }
    }

    private static Object read(Object owner, String name) throws ReflectiveOperationException {
        return read(owner, field(owner.getClass(), name));
    }

    private static Object read(Object owner, Field field) throws ReflectiveOperationException {
        return field.get(owner);
    }

    private static Field field(Class<?> owner, String name) throws ReflectiveOperationException {
        var field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            if (arguments != null && arguments[0] instanceof ClientRequest request) {
                arguments[0] = bounded(request);
            }
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private ClientRequest bounded(ClientRequest request) {
        if (request.apiKey() != ApiKeys.FETCH) {
            return request;
        }
        var consumer = request.callback();
        return client.newClientRequest(
                request.destination(),
                request.requestBuilder(),
                request.createdTimeMs(),
                request.expectResponse(),
                request.requestTimeoutMs(),
                response -> complete(consumer, response));
    }

    /// A consumer that is not answered would never fetch again.
    private static void complete(RequestCompletionHandler consumer, ClientResponse response) {
        try {
            bound(response);
        } finally {
            consumer.onComplete(response);
        }
    }

    private static void bound(ClientResponse response) {
        if (response.hasResponse() && response.responseBody() instanceof FetchResponse fetched) {
            fetched.data().responses().forEach(topic -> topic.partitions().forEach(BoundedFetches::bound));
        }
    }

    private static void bound(PartitionData partition) {
        if (partition.records() instanceof MemoryRecords fetched) {
            partition.setRecords(FetchBounds.bounded(fetched));
        }
    }
}
