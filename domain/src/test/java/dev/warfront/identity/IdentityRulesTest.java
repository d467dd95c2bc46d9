package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.RULES;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.warfront.identity.IdentityRules.ServerRules;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityRulesTest {
    private static IdentityRules overlapping(String keyOverlap) {
        return new IdentityRules(
                RULES.token(),
                RULES.login(),
                RULES.registration(),
                RULES.sanction(),
                new ServerRules(Duration.parse(keyOverlap)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT24H", "P7D"})
    void givenAnOverlapOfKeysInRange_itIsTaken(String keyOverlap) {
        assertThatCode(overlapping(keyOverlap)::checkRanges).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59S", "P7DT1S"})
    void givenAnOverlapOfKeysOutOfRange_itIsRefused(String keyOverlap) {
        assertThatIllegalArgumentException()
                .isThrownBy(overlapping(keyOverlap)::checkRanges)
                .withMessageContaining("server.key-overlap");
    }
}
