package dev.warfront.kernel.rsocket;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientLimitsTest {
    private static final long FRAME = 16 << 10;

    @ParameterizedTest
    @CsvSource({
        "held-max, 16383, 16384, 16384",
        "held-anonymous-max, 16384, 16383, 16384",
        "held-node-max, 16384, 16384, 16383",
        "held-max, 68719476737, 16384, 16384"
    })
    void givenRoomForLessThanAFrame_orForMoreThanAnyNodeHas_itIsRefusedByName(
            String key, long held, long anonymous, long node) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> holding(held, anonymous, node))
                .withMessageStartingWith(key + " is ");
    }

    private static ClientLimits holding(long held, long anonymous, long node) {
        var limits = StreamFixture.LIMITS;
        return new ClientLimits(
                limits.perAddressMax(),
                limits.connectionsReserved(),
                (int) FRAME,
                limits.requestsMax(),
                limits.requestsPerSecond(),
                limits.requestsBurst(),
                limits.addressRequestsPerSecond(),
                limits.addressRequestsBurst(),
                limits.unfinishedMax(),
                limits.unfinishedTime(),
                held,
                anonymous,
                node,
                limits.keepAliveMin(),
                limits.keepAliveMax(),
                limits.lifetimeMax());
    }
}
