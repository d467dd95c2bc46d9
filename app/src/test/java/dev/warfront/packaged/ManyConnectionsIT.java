package dev.warfront.packaged;

import dev.warfront.testing.Deep;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// As many HTTP connections as are shipped, and as many of RSocket (of 20 000), with a heap that bears them. For
/// each of HTTP it takes 512 KB, and 2.5 files of the program's process: with fewer than 20 000 files these
/// tests fail.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Deep
class ManyConnectionsIT {

    private static final int CONNECTIONS_MAX = 8_000;

    private static final String HEAP = "4200m";

    private static final Duration ATTACK = Duration.ofSeconds(20);

    private static Attacked attacked;

    @BeforeAll
    static void start() {
        attacked = new Attacked("many-connections", HEAP, CONNECTIONS_MAX);
    }

    @AfterAll
    static void stop() {
        attacked.close();
    }

    @Test
    void httpConnectionsHeldByOthers_leaveRoomForSomebodyNew() throws Exception {
        HeldConnections.crowd(attacked, CONNECTIONS_MAX);
    }

    @Test
    void rsocketConnectionsOfManyAddresses() throws Exception {
        var strangers = new Strangers(attacked.addresses());
        attacked.assertSurvives(() -> strangers.crowd(attacked, CONNECTIONS_MAX, ATTACK));
    }
}
