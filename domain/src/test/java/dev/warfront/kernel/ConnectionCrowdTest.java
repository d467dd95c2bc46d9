package dev.warfront.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who goes first: a connection `a1` is of the group `a`.
class ConnectionCrowdTest {
    private final ConnectionCrowd<String, Character> crowd = new ConnectionCrowd<>(connection -> connection.charAt(0));

    @Test
    void givenGroups_theFirstOfTheLargestGoes_andOfThoseThatHaveAsManyTheOneThatHasHadThemLongest() {
        add("c1", "a1", "a2", "a3", "b1", "b2");
        assertThat(crowd.largest()).isEqualTo(3);

        assertThat(leave()).containsExactly("a1", "b1", "a2", "c1", "b2", "a3");
    }

    @Test
    void givenWhoIsHereAlready_itKeepsItsTurn() {
        add("a1", "a2");

        assertThat(crowd.add("a1")).isFalse();

        assertThat(crowd.size()).isEqualTo(2);
        assertThat(crowd.countOf('a')).isEqualTo(2);
        assertThat(crowd.firstOf('a')).isEqualTo("a1");
    }

    @Test
    void givenWhoHasLeft_itIsCountedNowhere() {
        add("a1", "b1");
        crowd.remove("a1");
        crowd.remove("a1");
        crowd.remove("c1");

        assertThat(crowd.size()).isEqualTo(1);
        assertThat(crowd.countOf('a')).isZero();
        assertThat(crowd.countOf('c')).isZero();
        assertThat(leave()).containsExactly("b1");
        assertThat(crowd.largest()).isZero();
    }

    private void add(String... connections) {
        for (var connection : connections) {
            assertThat(crowd.add(connection)).isTrue();
        }
    }

    /// One after the other, until nobody is left.
    private List<String> leave() {
        var left = new ArrayList<String>();
        while (crowd.size() > 0) {
            var leaving = crowd.first();
            crowd.remove(leaving);
            left.add(leaving);
        }
        return left;
    }
}
