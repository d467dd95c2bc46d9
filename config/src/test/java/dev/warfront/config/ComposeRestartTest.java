package dev.warfront.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The program among its containers.
class ComposeRestartTest {
    @Test
    void givenAProgramThatEndsOfItself_itIsStartedAgain() {
        assertThat(Compose.read().value("warfront", "restart")).isEqualTo("on-failure");
    }
}
