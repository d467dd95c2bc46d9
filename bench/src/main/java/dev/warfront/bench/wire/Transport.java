package dev.warfront.bench.wire;

import io.rsocket.transport.ClientTransport;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.transport.netty.client.WebsocketClientTransport;
import reactor.netty.tcp.TcpClient;
import tools.jackson.databind.ObjectMapper;

/// The two ways to reach the streams, each with its encoding, so that both of both are exercised.
public enum Transport {
    TCP_JSON("tcp json", "application/json") {
        @Override
        ClientTransport to(Addresses addresses) {
            return TcpClientTransport.create(
                    TcpClient.newConnection().host(addresses.rsocketHost()).port(addresses.rsocketPort()));
        }
    },
    WEBSOCKET_CBOR("ws cbor", "application/cbor") {
        @Override
        ClientTransport to(Addresses addresses) {
            return WebsocketClientTransport.create(addresses.websocket());
        }
    };

    private final String title;
    private final String mimeType;

    Transport(String title, String mimeType) {
        this.title = title;
        this.mimeType = mimeType;
    }

    abstract ClientTransport to(Addresses addresses);

    public String title() {
        return title;
    }

    String mimeType() {
        return mimeType;
    }

    ObjectMapper mapper() {
        return this == TCP_JSON ? Wire.JSON : Wire.CBOR;
    }
}
