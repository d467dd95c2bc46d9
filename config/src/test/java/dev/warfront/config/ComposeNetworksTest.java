package dev.warfront.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Who reaches whom in `compose.yaml`.
class ComposeNetworksTest {
    private final Compose compose = Compose.read();

    @Test
    void givenTheNetworkThatGameServersJoin_onlyTheBrokerIsInIt() {
        assertThat(compose.services())
                .filteredOn(service -> compose.list(service, "networks").contains("game-servers"))
                .containsExactly("kafka");
    }

    /// Else it is in a network that anybody joins who says none.
    @Test
    void eachServiceSaysItsNetworks() {
        assertThat(compose.services())
                .contains("postgres", "redis", "warfront")
                .allSatisfy(service -> assertThat(
                                compose.says(service, "networks[0]") || compose.says(service, "network_mode"))
                        .as(service)
                        .isTrue());
    }
}
