package dev.warfront.kernel.http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.test.web.reactive.server.WebTestClient;

/// The routes of tests on one server for all tests of a class.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TestRoutes {
    final HttpServer server = HttpServer.of(new TestController() {}, new TestController.OfWars() {});
    final WebTestClient client = server.client();

    @AfterAll
    void stop() {
        server.close();
    }
}
