package dev.warfront.kernel.rsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A connection has 1 000 bytes beyond what is granted, a signed-in one 3 000, the node 4 000.
class HeldBytesTest {
    private static final long GRANTED = HeldBytes.GRANTED;

    private final HeldBytes held = new HeldBytes(StreamFixture.settings(
            1,
            new ClientLimits(
                    1,
                    1,
                    1,
                    1,
                    1,
                    1,
                    1,
                    1,
                    1,
                    StreamFixture.PATIENCE,
                    GRANTED + 3_000,
                    GRANTED + 1_000,
                    4_000,
                    StreamFixture.PATIENCE,
                    StreamFixture.PATIENCE,
                    StreamFixture.PATIENCE)));

    @Test
    void givenWhatIsGranted_theNodeIsNotAsked() {
        assertThat(held.open().take(GRANTED)).isTrue();
        assertThat(held.total()).isZero();
    }

    @Test
    void givenTooMuchOfOneConnection_itIsRefused_untilSomeIsGivenBack() {
        var account = held.open();
        assertThat(account.take(GRANTED + 1_000)).isTrue();
        assertThat(account.take(1)).isFalse();
        account.give(500);
        assertThat(account.take(500)).isTrue();
        assertThat(held.total()).isEqualTo(1_000);
    }

    @Test
    void givenManyWhoAreNotSignedIn_theyGetHalfOfTheNode() {
        assertThat(filled(2)).allMatch(Boolean::booleanValue);
        assertThat(filled(1)).containsExactly(false);
        var signedIn = held.open();
        signedIn.signedIn(true);
        assertThat(signedIn.take(GRANTED + 2_000)).isTrue();
        assertThat(signedIn.take(1)).isFalse();
        assertThat(held.total()).isEqualTo(4_000);
    }

    private List<Boolean> filled(int connections) {
        return Stream.generate(held::open)
                .limit(connections)
                .map(account -> account.take(GRANTED + 1_000))
                .toList();
    }

    @Test
    void givenOneThatSignsIn_itNoLongerCountsAmongTheOthers() {
        var account = held.open();
        account.take(GRANTED + 1_000);
        account.signedIn(true);
        assertThat(filled(2)).allMatch(Boolean::booleanValue);
        account.signedIn(false);
        account.close();
        assertThat(held.total()).isEqualTo(2_000);
    }

    @Test
    void givenAConnectionThatCloses_allIsGivenBack_andNothingIsTakenAfterwards() {
        var account = held.open();
        account.take(GRANTED + 700);
        account.close();
        assertThat(account.take(GRANTED + 700)).isTrue();
        account.give(300);
        account.close();
        assertThat(held.total()).isZero();
    }
}
