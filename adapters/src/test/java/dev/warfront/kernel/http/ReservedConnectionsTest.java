package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Allow;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Who gets and keeps a connection of a real server that has twenty places, five for one address. Time stands
/// still, unless a test moves it, so everybody has asked just now.
@Timeout(60)
class ReservedConnectionsTest {
    private static final Duration LATE = Duration.ofMinutes(10);
    private static final int PROXY = 99;

    /// Each of the two ways that requests are handled.
    private static final List<String> WAYS = List.of("", "Accept: application/json, text/html\r\n");

    private final AtomicLong nanos = new AtomicLong();
    private final HttpServer server = HttpServer.bounded(
            new ConnectionSettings(20, 1_000, LATE, LATE, LATE, List.of("127.0.0." + PROXY + "/32")),
            nanos::get,
            new Served());
    private final HttpSockets sockets = new HttpSockets(server.address());

    @AfterEach
    void close() throws IOException {
        sockets.close();
        server.close();
    }

    @Test
    void givenStrangersWhoAskAllTheTime_whoIsNewIsServed() throws IOException {
        for (var i = 0; i < 20; i++) {
            assertServed(sockets.open(2 + i % 5));
        }

        for (var i = 0; i < 5; i++) {
            assertServed(sockets.open(7));
        }
    }

    @Test
    void givenTheSignedIn_noStrangerTakesTheirPlaces() throws IOException {
        var signedIn = new ArrayList<Socket>();
        for (var role : List.of("PLAYER", "GAME_SERVER")) {
            for (var way : WAYS) {
                var socket = sockets.open(2);
                assertServed(socket, caller(role) + way);
                signedIn.add(socket);
            }
        }

        for (var i = 0; i < 60; i++) {
            assertServed(sockets.open(3 + i % 15));
        }

        for (var socket : signedIn) {
            assertServed(socket);
        }
    }

    @Test
    void givenThatAllAreSignedIn_aGameServerFindsAPlace_andKeepsIt() throws IOException {
        for (var i = 0; i < 20; i++) {
            assertServed(sockets.open(2 + i % 5), caller("PLAYER"));
        }

        var gameServer = sockets.open(7);
        assertServed(gameServer, caller("GAME_SERVER"));
        for (var i = 0; i < 40; i++) {
            assertServed(sockets.open(8 + i % 10), caller("PLAYER"));
        }

        assertServed(gameServer);
    }

    /// All of them at one address.
    @Test
    void givenStrangersBehindASharedAddress_itsPlayerAndItsGameServerStay_andNewOnesComeIn() throws IOException {
        var known = new ArrayList<Socket>();
        for (var round = 0; round < 2; round++) {
            for (var role : List.of("PLAYER", "GAME_SERVER")) {
                var socket = sockets.open(2);
                assertServed(socket, caller(role));
                known.add(socket);
            }
            for (var i = 0; i < 20; i++) {
                assertServed(sockets.open(2));
            }
        }

        for (var socket : known) {
            assertServed(socket);
        }
    }

    @Test
    void givenAStolenGameServer_itKeepsNoMorePlacesThanOne_andWhoIsNewHasTimeToSignIn() throws IOException {
        var stolen = caller("GAME_SERVER");
        for (var i = 0; i < 60; i++) {
            assertServed(sockets.open(2 + i % 6), stolen);
        }

        var first = sockets.open(8);
        assertServed(first);
        assertServed(sockets.open(9));

        assertServed(first, caller("PLAYER"));
    }

    @Test
    void givenAGameServerThatAsksNoMore_strangersTakeItsPlace() throws IOException {
        var gameServer = sockets.open(2);
        assertServed(gameServer, caller("GAME_SERVER"));
        nanos.addAndGet(ConnectionPlaces.STANDING_FOR.toNanos());

        for (var i = 0; i < 20; i++) {
            assertServed(sockets.open(3 + i));
        }

        assertThat(gameServer.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void givenATrustedProxy_noStrangerTakesItsPlaces_thoughItHasMost() throws IOException {
        var proxied = new ArrayList<Socket>();
        for (var i = 0; i < 10; i++) {
            var socket = sockets.open(PROXY);
            assertServed(socket);
            proxied.add(socket);
        }

        for (var i = 0; i < 60; i++) {
            assertServed(sockets.open(2 + i % 15));
        }

        for (var socket : proxied) {
            assertServed(socket);
        }
    }

    private static String caller(String role) {
        return HttpServer.CALLER + ": " + UUID.randomUUID() + " " + role + "\r\n";
    }

    private static void assertServed(Socket socket) throws IOException {
        assertServed(socket, "");
    }

    private static void assertServed(Socket socket, String headers) throws IOException {
        HttpSockets.send(socket, "GET /api/v1/served HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
        HttpSockets.readTo(socket, "served;");
    }

    @RestController
    static final class Served {
        @GetMapping("/api/v1/served")
        @Allow(everyone = true)
        Mono<String> served() {
            return Mono.just("served;");
        }
    }
}
