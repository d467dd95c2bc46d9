package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.rsocket.frame.ErrorFrameCodec;
import io.rsocket.frame.FrameHeaderCodec;
import io.rsocket.frame.FrameType;
import io.rsocket.frame.RequestResponseFrameCodec;
import io.rsocket.frame.SetupFrameCodec;
import io.rsocket.metadata.CompositeMetadataCodec;
import io.rsocket.metadata.TaggingMetadataCodec;
import io.rsocket.metadata.WellKnownMimeType;
import io.rsocket.util.DefaultPayload;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;

/// A client over TCP or WebSocket that sends what it likes, frame by frame, and reads only when it is asked to.
final class HostileClient implements AutoCloseable {
    /// Of buffers that need not be released.
    static final ByteBufAllocator ALLOCATOR = new UnpooledByteBufAllocator(false, true);

    private static final String COMPOSITE = WellKnownMimeType.MESSAGE_RSOCKET_COMPOSITE_METADATA.getString();

    /// Of a WebSocket: a whole binary message, its length in two bytes; with a mask that changes nothing.
    private static final int BINARY = 0x82;
    private static final int CLOSE = 0x88;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_TWO = 126;
    private static final int LENGTH = 0x7F;

    private final Socket socket;
    private final boolean webSocket;

    private HostileClient(Socket socket, boolean webSocket) {
        this.socket = socket;
        this.webSocket = webSocket;
    }

    static HostileClient connect(StreamFixture server) {
        return connect(server.tcp(""));
    }

    static HostileClient connect(TestClient.Way way) {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), way.port());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            if (way.webSocket()) {
                upgrade(socket);
            }
            return new HostileClient(socket, way.webSocket());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void upgrade(Socket socket) throws IOException {
        socket.getOutputStream().write("""
                GET /rsocket HTTP/1.1\r
                Host: localhost\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """.getBytes(US_ASCII));
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
    }

    /// As a good client begins.
    static ByteBuf setup() {
        return setup(20_000, 90_000);
    }

    static ByteBuf setup(int keepAliveMillis, int lifetimeMillis) {
        return setup(keepAliveMillis, lifetimeMillis, Unpooled.EMPTY_BUFFER, COMPOSITE);
    }

    static ByteBuf setup(int keepAliveMillis, int lifetimeMillis, ByteBuf resumeToken, String metadataType) {
        return SetupFrameCodec.encode(
                ALLOCATOR,
                false,
                keepAliveMillis,
                lifetimeMillis,
                resumeToken,
                metadataType,
                "application/json",
                DefaultPayload.create(""));
    }

    static ByteBuf request(int stream, boolean follows, String route, int dataBytes) {
        return RequestResponseFrameCodec.encode(
                ALLOCATOR, stream, follows, metadata(route), Unpooled.wrappedBuffer(new byte[dataBytes]));
    }

    static ByteBuf metadata(String route) {
        var metadata = ALLOCATOR.compositeBuffer();
        CompositeMetadataCodec.encodeAndAddMetadata(
                metadata,
                ALLOCATOR,
                WellKnownMimeType.MESSAGE_RSOCKET_ROUTING,
                TaggingMetadataCodec.createRoutingMetadata(ALLOCATOR, List.of(route))
                        .getContent());
        return metadata;
    }

    /// A frame of any type, known or not.
    static ByteBuf frame(int stream, int type, int flags, byte... body) {
        return Unpooled.buffer().writeInt(stream).writeShort(type << 10 | flags).writeBytes(body);
    }

    HostileClient send(ByteBuf... frames) {
        for (var frame : frames) {
            sendRaw(begin(frame.readableBytes()).writeBytes(ByteBufUtil.getBytes(frame)));
        }
        return this;
    }

    /// What the transport puts before a frame of so many bytes.
    ByteBuf begin(int length) {
        return webSocket
                ? Unpooled.buffer()
                        .writeByte(BINARY)
                        .writeByte(MASKED | LENGTH_IN_TWO)
                        .writeShort(length)
                        .writeInt(0)
                : Unpooled.buffer().writeMedium(length);
    }

    /// As it is.
    HostileClient sendRaw(ByteBuf bytes) {
        try {
            new DataOutputStream(socket.getOutputStream()).write(ByteBufUtil.getBytes(bytes));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The next frame; fails when none comes or the connection ends.
    ByteBuf read() {
        try {
            var frame = next();
            if (FrameHeaderCodec.streamId(frame) == 0 && FrameHeaderCodec.frameType(frame) == FrameType.ERROR) {
                throw new IllegalStateException(ErrorFrameCodec.dataUtf8(frame));
            }
            return frame;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads until an error comes for a stream.
    String readError(int stream) {
        while (true) {
            var error = readError();
            if (FrameHeaderCodec.streamId(error) == stream) {
                return ErrorFrameCodec.dataUtf8(error);
            }
        }
    }

    /// Reads until an error comes for any stream.
    ByteBuf readError() {
        while (true) {
            var frame = read();
            if (FrameHeaderCodec.frameType(frame) == FrameType.ERROR) {
                return frame;
            }
        }
    }

    /// Reads until the other side closes.
    ///
    /// @return what its last error frame said, or nothing
    String awaitClosed() {
        var said = "";
        try {
            while (true) {
                var frame = next();
                if (FrameHeaderCodec.frameType(frame) == FrameType.ERROR) {
                    said = ErrorFrameCodec.data(frame).toString(UTF_8);
                }
            }
        } catch (EOFException | SocketException closed) {
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ByteBuf next() throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        var length = webSocket ? messageLength(in) : in.readUnsignedByte() << 16 | in.readUnsignedShort();
        return Unpooled.wrappedBuffer(in.readNBytes(length));
    }

    private static int messageLength(DataInputStream in) throws IOException {
        if (in.readUnsignedByte() == CLOSE) {
            throw new EOFException();
        }
        var length = in.readUnsignedByte() & LENGTH;
        return length == LENGTH_IN_TWO ? in.readUnsignedShort() : length;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
