package dev.warfront.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.rsocket.exceptions.ApplicationErrorException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Operators;
import reactor.netty.channel.AbortedException;
import reactor.util.context.Context;

/// What a subscriber that has gone can no longer be given.
class DroppedErrorsTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        root.addAppender(logged);
        new LoggingConfiguration();
    }

    @AfterEach
    void stop() {
        root.detachAppender(logged);
        Hooks.resetOnErrorDropped();
    }

    static Stream<Throwable> abortedConnections() {
        return Stream.of(
                new AbortedException("Connection has been closed BEFORE send operation"),
                new IOException("Connection reset by peer"),
                new IOException("Broken pipe"));
    }

    @ParameterizedTest
    @MethodSource("abortedConnections")
    void givenAClientThatWentAway_nothingIsLoggedAsAnError(Throwable error) {
        drop(error);

        assertThat(errors()).isEmpty();
    }

    @Test
    void givenAClientThatEndsAStreamTwice_nothingIsLogged() {
        drop(new ApplicationErrorException("of the client's choice"));
        drop(new CancellationException("Inbound has been canceled"));

        assertThat(errors()).isEmpty();
    }

    @Test
    void givenManyErrorsAtOnce_oneIsLogged() {
        for (var i = 0; i < 100; i++) {
            drop(new IllegalStateException("a bug"));
        }

        assertThat(errors()).hasSizeLessThan(10);
    }

    static Stream<Throwable> closedChannels() {
        return Stream.of(
                new ClosedChannelException(), new IllegalStateException("while writing", new ClosedChannelException()));
    }

    @ParameterizedTest
    @MethodSource("closedChannels")
    void givenAChannelOfWhichNobodyKnowsWhoseItWas_aWarningIsLogged(Throwable error) {
        drop(error);

        assertThat(errors()).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
    }

    @Test
    void givenAnyOtherError_itIsLoggedWithItsCause() {
        drop(new IllegalStateException("a bug"));

        assertThat(errors())
                .singleElement()
                .satisfies(event ->
                        assertThat(event.getThrowableProxy().getMessage()).isEqualTo("a bug"));
    }

    private List<ILoggingEvent> errors() {
        return logged.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .toList();
    }

    /// As an operator does whose subscriber is gone.
    private static void drop(Throwable error) {
        Operators.onErrorDropped(error, Context.empty());
    }
}
