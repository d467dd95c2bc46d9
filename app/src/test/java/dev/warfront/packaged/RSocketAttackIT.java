package dev.warfront.packaged;

import static dev.warfront.packaged.RawFrames.CANCEL;
import static dev.warfront.packaged.RawFrames.ERROR;
import static dev.warfront.packaged.RawFrames.FIRE_AND_FORGET;
import static dev.warfront.packaged.RawFrames.FOLLOWS;
import static dev.warfront.packaged.RawFrames.METADATA;
import static dev.warfront.packaged.RawFrames.METADATA_PUSH;
import static dev.warfront.packaged.RawFrames.NEXT;
import static dev.warfront.packaged.RawFrames.PAYLOAD;
import static dev.warfront.packaged.RawFrames.REQUEST_N;
import static dev.warfront.packaged.RawFrames.REQUEST_RESPONSE;
import static dev.warfront.packaged.RawFrames.REQUEST_STREAM;
import static dev.warfront.packaged.RawFrames.frame;
import static dev.warfront.packaged.RawFrames.keepAlive;
import static dev.warfront.packaged.RawFrames.overWebSocket;
import static dev.warfront.packaged.RawFrames.ping;
import static dev.warfront.packaged.RawFrames.request;
import static dev.warfront.packaged.RawFrames.setup;
import static dev.warfront.packaged.RawFrames.upgrade;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a stranger may send over RSocket without harm to anybody else. Each attack once got through.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ExtendWith(Attacked.Shared.class)
class RSocketAttackIT {

    private static final Duration ATTACK = Duration.ofSeconds(Depth.isDeep() ? 20 : 1);

    private static final Duration CLOSED = Duration.ofSeconds(20);

    /// Frames that are sent with one write.
    private static final int BATCH = 1_000;

    private static final int ADDRESSES = 10;

    /// One of whom nothing was heard before.
    private static final int NEWCOMER = 200;

    private static final long SEED = 8;

    private final Attacked attacked;

    private final Strangers strangers;

    RSocketAttackIT(Attacked attacked) {
        this.attacked = attacked;
        this.strangers = new Strangers(attacked.addresses());
    }

    @Test
    void smallRequestsThatNeverEnd() throws Exception {
        attacked.assertSurvives(() -> strangers.flood(1, ATTACK, new Requests(REQUEST_RESPONSE, FOLLOWS, 0)));
    }

    @Test
    void largeRequestsThatNeverEnd_overSixteenConnections() throws Exception {
        attacked.assertSurvives(() -> strangers.flood(16, ATTACK, new Requests(REQUEST_RESPONSE, FOLLOWS, 60_000)));
    }

    /// Within what a connection may leave unfinished, but of all that one address may open.
    @Test
    void fragmentsOfManyConnections() throws Exception {
        attacked.assertSurvives(() -> {
            var half = new Requests(REQUEST_RESPONSE, FOLLOWS, 15_000);
            strangers.hold(
                    Attacked.RSOCKET_PER_ADDRESS_MAX,
                    1,
                    connection -> {
                        connection.send(setup());
                        for (var i = 0; i < 16; i++) {
                            connection.send(half.next());
                        }
                    },
                    ATTACK);
        });
    }

    /// The same in the frames of WebSockets.
    @Test
    void fragmentsOfManyWebSockets() throws Exception {
        var halves = new ByteArrayOutputStream();
        for (var stream = 1; stream < 32; stream += 2) {
            halves.writeBytes(overWebSocket(request(stream, REQUEST_RESPONSE, FOLLOWS, "a", 15_000)));
        }
        attacked.assertSurvives(() -> strangers.hold(
                strangers::openWebSocket,
                Depth.isDeep() ? 500 : 100,
                ADDRESSES,
                connection -> {
                    connection.send(upgrade()).awaitAnswer();
                    connection.send(overWebSocket(setup()), halves.toByteArray());
                },
                () -> Await.pass(ATTACK)));
    }

    @Test
    void requestsWhoseAnswersAreNotRead() throws Exception {
        attacked.assertSurvives(() -> strangers.flood(4, ATTACK, new Requests(REQUEST_RESPONSE, 0, 0)));
    }

    @Test
    void keepAlivesWhoseAnswersAreNotRead() throws Exception {
        var batch = repeated(keepAlive(1_000), BATCH);
        attacked.assertSurvives(() -> strangers.flood(16, ATTACK, () -> batch));
    }

    @Test
    void pingsWhoseAnswersAreNotRead() throws Exception {
        var batch = repeated(ping(), BATCH);
        attacked.assertSurvives(() -> strangers.flood(strangers::openWebSocket, 16, upgrade(), ATTACK, () -> batch));
    }

    @Test
    void unknownRoutesWhoseAnswersAreRead() throws Exception {
        attacked.assertSurvivesQuietly(() -> {
            var requests = new Requests(REQUEST_STREAM, 0, 0);
            strangers.hold(
                    Depth.isDeep() ? 400 : 40,
                    ADDRESSES,
                    connection -> {
                        connection.send(setup()).discardAnswers();
                        Thread.ofVirtual().start(() -> connection.flood(ATTACK, requests));
                    },
                    ATTACK);
        });
    }

    /// Each is looked for in the database.
    @Test
    void streamsOfUnknownWars() throws Exception {
        attacked.assertSurvivesQuietly(() -> strangers.hold(
                Depth.isDeep() ? 100 : 40,
                ADDRESSES,
                connection -> {
                    var stream = new AtomicInteger(-1);
                    connection.send(setup()).discardAnswers();
                    Thread.ofVirtual()
                            .start(() -> connection.flood(
                                    ATTACK,
                                    () -> request(
                                            stream.addAndGet(2),
                                            REQUEST_STREAM,
                                            0,
                                            "war." + UUID.randomUUID() + ".phase",
                                            0)));
                },
                ATTACK));
    }

    @Test
    void framesThatMeanNothing() throws Exception {
        var frames = new ByteArrayOutputStream();
        frames.writeBytes(request(1, FIRE_AND_FORGET, 0, "a", 10));
        frames.writeBytes(frame(0, METADATA_PUSH, METADATA, out -> out.write(new byte[100])));
        frames.writeBytes(frame(3, CANCEL, 0, _ -> {}));
        frames.writeBytes(frame(3, REQUEST_N, 0, out -> out.writeInt(Integer.MAX_VALUE)));
        frames.writeBytes(frame(3, PAYLOAD, NEXT, out -> out.write(new byte[10])));
        frames.writeBytes(frame(3, ERROR, 0, out -> out.writeInt(0x201)));
        var batch = repeated(frames.toByteArray(), BATCH);
        attacked.assertSurvivesQuietly(() -> strangers.flood(4, ATTACK, () -> batch));
    }

    @Test
    void garbage() throws Exception {
        var random = new Random(SEED);
        attacked.assertSurvivesQuietly(() -> {
            for (var i = 0; i < (Depth.isDeep() ? 5_000 : 200); i++) {
                try (var connection = strangers.open(i)) {
                    connection.send(garbage(random)).endOfOutput();
                    assertThat(connection.awaitClosed(CLOSED).orElse("NOTHING")).matches("[A-Z_]+");
                } catch (SocketException _) {
                    // It was closed before all was sent.
                }
            }
        });
    }

    /// Often begun well, so that it gets further.
    private static byte[] garbage(Random random) {
        var bytes = new ByteArrayOutputStream();
        if (random.nextInt(4) > 0) {
            bytes.writeBytes(setup());
        }
        for (var i = random.nextInt(1, 5); i > 0; i--) {
            var body = new byte[random.nextInt(60)];
            random.nextBytes(body);
            bytes.writeBytes(
                    random.nextInt(4) > 0
                            ? frame(
                                    random.nextInt(4),
                                    random.nextInt(64),
                                    random.nextInt(1 << 10),
                                    out -> out.write(body))
                            : body);
        }
        return bytes.toByteArray();
    }

    @Test
    void garbageOverWebSockets() throws Exception {
        var random = new Random(SEED);
        attacked.assertSurvivesQuietly(() -> {
            for (var i = 0; i < (Depth.isDeep() ? 2_000 : 100); i++) {
                try (var connection = strangers.openWebSocket(i)) {
                    connection.send(upgrade(), garbage(random)).endOfOutput();
                    connection.awaitEnd(CLOSED);
                } catch (SocketException _) {
                    // It was closed before all was sent.
                }
            }
        });
    }

    @Test
    void connectionsOfOneAddress_leaveRoomForSomebodyNewBehindIt() throws Exception {
        Strangers.Door door = _ -> strangers.open(NEWCOMER);
        var held = new ArrayList<RawRSocket>();
        attacked.assertSurvives(() -> strangers.hold(
                door,
                Attacked.RSOCKET_PER_ADDRESS_MAX,
                1,
                connection -> {
                    held.add(connection);
                    connection.send(setup(), keepAlive(0)).awaitAnswer();
                },
                () -> {
                    try (var oneMore = door.open(0)) {
                        oneMore.send(setup(), keepAlive(0)).awaitAnswer();
                        held.getFirst().awaitEnd(CLOSED);
                    }
                }));
    }

    /// More than the node takes.
    @Test
    void connectionsOfManyAddresses() throws Exception {
        attacked.assertSurvives(() -> strangers.crowd(Attacked.CONNECTIONS_MAX * 5 / 4, ATTACK));
    }

    private static byte[] repeated(byte[] frame, int times) {
        var all = new ByteArrayOutputStream(frame.length * times);
        IntStream.range(0, times).forEach(_ -> all.writeBytes(frame));
        return all.toByteArray();
    }

    /// Requests for a route that is not there, each with an id of its own.
    private static final class Requests implements RawRSocket.Source {
        private static final int ID_AT = 3;

        private final byte[] frames;
        private final int frameBytes;
        private int stream = 1;

        Requests(int type, int flags, int dataBytes) {
            var frame = request(stream, type, flags, "a", dataBytes);
            frameBytes = frame.length;
            frames = repeated(frame, dataBytes > 0 ? 1 : BATCH);
        }

        @Override
        public synchronized byte[] next() {
            var batch = ByteBuffer.wrap(frames.clone());
            for (var at = ID_AT; at < frames.length; at += frameBytes) {
                batch.putInt(at, stream);
                stream += 2;
            }
            return batch.array();
        }
    }
}
