package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Whose answers have to go, three of which may lie there: of a connection `a1` the client is `a`.
class UntakenAnswersTest {
    private final UntakenAnswers<String> untaken = new UntakenAnswers<>(3, connection -> connection.charAt(0));

    @Test
    void givenOneMoreThanMayLieThere_theLongestGoesOfWhoHasMost() {
        assertThat(untaken.add("b1")).isEmpty();
        assertThat(untaken.add("a1")).isEmpty();
        assertThat(untaken.add("a2")).isEmpty();

        assertThat(untaken.add("c1")).hasValue("a1");
        assertThat(untaken.add("c2")).hasValue("c1");
    }

    @Test
    void givenOneOfEach_theLongestGoes() {
        untaken.add("b1");
        untaken.add("a1");
        untaken.add("c1");

        assertThat(untaken.add("d1")).hasValue("b1");
    }

    @Test
    void givenWhoTakesItsAnswer_itCountsNoMore() {
        untaken.add("a1");
        untaken.add("a2");
        untaken.add("b1");
        untaken.remove("a1");
        untaken.remove("a1");

        assertThat(untaken.add("b2")).isEmpty();
        assertThat(untaken.add("b2")).isEmpty();
        assertThat(untaken.add("c1")).hasValue("b1");
    }
}
