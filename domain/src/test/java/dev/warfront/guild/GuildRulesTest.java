package dev.warfront.guild;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuildRulesTest {
    private static GuildRules rules(int invitations, Rank joining, int base, int more) {
        return new GuildRules(
                Duration.ofDays(7), invitations, Duration.ofDays(1), Duration.ofDays(3), joining, base, more);
    }

    @ParameterizedTest
    @CsvSource({"1, RECRUIT, 1, 0", "1000, VETERAN, 1000, 0", "50, MEMBER, 50, 95"})
    void givenValuesInRange_theyAreTaken(int invitations, Rank joining, int base, int more) {
        assertThatCode(rules(invitations, joining, base, more)::checkRanges).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"1001, MEMBER", "50, OFFICER", "50, DEPUTY"})
    void givenValuesOutOfRange_onlyTheRangesRefuseThem(int invitations, Rank joining) {
        var relaxed = rules(invitations, joining, 50, 5);

        assertThatIllegalArgumentException().isThrownBy(relaxed::checkRanges);
    }

    @ParameterizedTest
    @CsvSource({"0, MEMBER, 50, 5", "50, LEADER, 50, 5", "50, MEMBER, 0, 5", "50, MEMBER, 50, -1", "50, MEMBER, 951, 5"
    })
    void givenNonsense_nothingLiftsIt(int invitations, Rank joining, int base, int more) {
        assertThatIllegalArgumentException().isThrownBy(() -> rules(invitations, joining, base, more));
    }

    @Test
    void givenNegativeTimes_nothingLiftsIt() {
        var day = Duration.ofDays(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuildRules(Duration.ZERO, 50, day, day, Rank.MEMBER, 50, 5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuildRules(day, 50, day.negated(), day, Rank.MEMBER, 50, 5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuildRules(day, 50, day, day.negated(), Rank.MEMBER, 50, 5));
    }
}
