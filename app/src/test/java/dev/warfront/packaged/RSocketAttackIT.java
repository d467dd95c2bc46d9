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
import static dev.warfront.packaged.RawFrames.request;
import static dev.warfront.packaged.RawFrames.setup;
import static dev.warfront.packaged.RawFrames.upgrade;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.testing.Depth;
import java.io.ByteArrayOutputStream;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a stranger may send over RSocket without harm to anybody else. Each attack once got through.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ExtendWith(Attacked.Shared.class)
class RSocketAttackIT {

    private static final Duration ATTACK = Duration.ofSeconds(Depth.isDeep() ? 20 : 1);

    private static final Duration CLOSED = Duration.ofMinutes(1);

    /// Connections that were ended for what their clients did, in all and for one reason.
    private static final String ENDED = "war_stream_connections_ended_total";

    private static final String TOO_FAST = ENDED + "{code=\"TOO_FAST\"}";

    private static final String TOO_MUCH_UNFINISHED = ENDED + "{code=\"TOO_MUCH_UNFINISHED\"}";

    /// All that who is not signed in may leave unfinished on a connection.
    private static final int FRAGMENTS = 16;

    private static final int FRAGMENT_BYTES = 15_000;

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
        var requests = new RawRequests(REQUEST_RESPONSE, FOLLOWS, 0);
        attacked.assertSurvives(() -> assertEnded(TOO_MUCH_UNFINISHED, 1, () -> strangers.flood(1, requests)));
    }

    @Test
    void largeRequestsThatNeverEnd_overSixteenConnections() throws Exception {
        var requests = new RawRequests(REQUEST_RESPONSE, FOLLOWS, FRAGMENT_BYTES);
        attacked.assertSurvives(() -> assertEnded(TOO_MUCH_UNFINISHED, 16, () -> strangers.flood(16, requests)));
    }

    /// Within what a connection may leave unfinished, but of all that one address may open.
    @Test
    void fragmentsOfManyConnections() throws Exception {
        var half = new RawRequests(REQUEST_RESPONSE, FOLLOWS, FRAGMENT_BYTES);
        attacked.assertSurvives(() -> {
            var before = attacked.figure(TOO_MUCH_UNFINISHED);
            strangers.hold(
                    strangers::open,
                    Attacked.RSOCKET_PER_ADDRESS_MAX,
                    1,
                    connection -> {
                        connection.send(setup());
                        for (var i = 0; i < FRAGMENTS; i++) {
                            connection.send(half.next());
                        }
                    },
                    () -> awaitEnded(TOO_MUCH_UNFINISHED, before + 1));
        });
    }

    /// The same in the frames of WebSockets.
    @Test
    void fragmentsOfManyWebSockets() throws Exception {
        var halves = new ByteArrayOutputStream();
        for (var i = 0; i < FRAGMENTS; i++) {
            halves.writeBytes(overWebSocket(request(1 + 2 * i, REQUEST_RESPONSE, FOLLOWS, "a", FRAGMENT_BYTES)));
        }
        attacked.assertSurvives(() -> {
            var before = attacked.figure(TOO_MUCH_UNFINISHED);
            strangers.hold(
                    strangers::openWebSocket,
                    Depth.isDeep() ? 500 : 250,
                    ADDRESSES,
                    connection -> {
                        connection.send(upgrade()).awaitAnswer();
                        connection.send(overWebSocket(setup()), halves.toByteArray());
                    },
                    () -> awaitEnded(TOO_MUCH_UNFINISHED, before + 1));
        });
    }

    @Test
    void requestsWhoseAnswersAreNotRead() throws Exception {
        var requests = new RawRequests(REQUEST_RESPONSE, 0, 0);
        attacked.assertSurvives(() -> assertEnded(ENDED, 4, () -> strangers.flood(4, requests)));
    }

    @Test
    void unknownRoutesWhoseAnswersAreRead() throws Exception {
        var requests = new RawRequests(REQUEST_STREAM, 0, 0);
        attacked.assertSurvivesQuietly(() -> assertEnded(
                TOO_FAST,
                1,
                () -> strangers.flood(
                        Depth.isDeep() ? 400 : 40,
                        ADDRESSES,
                        connection -> connection.send(setup()).discardAnswers(),
                        () -> requests)));
    }

    /// Each is looked for in the database.
    @Test
    void streamsOfUnknownWars() throws Exception {
        attacked.assertSurvivesQuietly(() -> assertEnded(
                TOO_FAST,
                1,
                () -> strangers.flood(
                        Depth.isDeep() ? 100 : 40,
                        ADDRESSES,
                        connection -> connection.send(setup()).discardAnswers(),
                        RawRequests::ofUnknownWars)));
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
        var batch = RawFrames.repeated(frames.toByteArray());
        attacked.assertSurvivesQuietly(() -> assertEnded(ENDED, 4, () -> strangers.flood(4, () -> batch)));
    }

    /// Fails unless the program ended so many connections meanwhile for what their clients did.
    ///
    /// @param ended as it counts them
    private void assertEnded(String ended, int connections, Attacked.Attack attack) throws Exception {
        var before = attacked.figure(ended);
        attack.run();
        awaitEnded(ended, before + connections);
    }

    private void awaitEnded(String ended, long connections) {
        Await.until(CLOSED, ended, () -> attacked.figure(ended), count -> count >= connections);
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

    /// Half as many again as it may have, each of which has said who it is. Some more are there for an instant:
    /// those that are about to be closed.
    @Test
    void connectionsOfOneAddress_leaveRoomForSomebodyNewBehindIt() throws Exception {
        Strangers.Door door = _ -> strangers.open(NEWCOMER);
        var max = Attacked.RSOCKET_PER_ADDRESS_MAX;
        attacked.assertSurvives(() -> strangers.hold(
                door,
                max * 3 / 2,
                1,
                connection -> connection.send(setup(), keepAlive(0)).awaitAnswer(),
                () -> {
                    assertThat(attacked.figure(Strangers.OPEN)).isBetween(1L, max * 5L / 4);
                    try (var oneMore = door.open(0)) {
                        oneMore.send(setup(), keepAlive(0)).awaitAnswer();
                    }
                }));
    }

    /// More than the node takes.
    @Test
    void connectionsOfManyAddresses() throws Exception {
        attacked.assertSurvives(() -> strangers.crowd(attacked, Attacked.CONNECTIONS_MAX, ATTACK));
    }
}
