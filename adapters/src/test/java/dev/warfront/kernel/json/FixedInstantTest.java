package dev.warfront.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedInstantTest {
    private static final DateTimeFormatter GENERAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Test
    void givenAnyInstantOfTheseYears_itReadsAsTheGeneralFormatterWritesIt() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var first = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
        var last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

        for (var i = 0; i < 10_000; i++) {
            var instant = Instant.ofEpochSecond(random.nextLong(first, last + 1), random.nextInt(1_000_000_000));

            assertThat(FixedInstant.text(instant)).as("seed %d", seed).isEqualTo(GENERAL.format(instant));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00.000Z",
                "1969-12-31T23:59:59.999Z",
                "1970-01-01T00:00:00.000Z",
                "2028-02-29T12:30:45.007Z",
                "9999-12-31T23:59:59.999Z"
            })
    void givenTheEdges_theyComeBackAsTheyWere(String text) {
        assertThat(FixedInstant.text(Instant.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0001-12-31T23:59:59.999Z", "+10000-01-01T00:00:00Z"})
    void givenAnotherYear_itIsLeftToTheGeneralFormatter(String text) {
        assertThat(FixedInstant.text(Instant.parse(text))).isNull();
    }
}
