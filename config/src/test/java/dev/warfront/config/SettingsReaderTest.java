package dev.warfront.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.kernel.Ranged;
import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingsReaderTest {

    private static final Map<String, Object> COMPLETE = Map.of(
            "test.siege.length", "20m",
            "test.siege.max-clans", "3",
            "test.siege.steps[0]", "1",
            "test.siege.steps[1]", "2",
            "test.siege.gate.hit-points", "500");

    @Settings("test.siege")
    record Siege(
            Duration length,
            int maxClans,
            List<Integer> steps,
            Gate gate,
            @Nullable String nickname) implements Ranged {
        Siege {
            Ranges.positive("length", length);
        }

        @Override
        public void checkRanges() {
            Ranges.within("length", length, Duration.ofMinutes(10), Duration.ofHours(1));
        }
    }

    record Gate(long hitPoints) {}

    @Settings(value = "test.tower", complete = true)
    record Tower(int stairsMax, Gate gate) {}

    private static Tower tower(Map<String, Object> variables, Map<String, Object> properties) {
        var environment = new StandardEnvironment();
        var sources = environment.getPropertySources();
        sources.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables));
        sources.addFirst(new MapPropertySource("properties", properties));
        return new SettingsReader(environment).read(Tower.class);
    }

    private static Siege read(Map<String, Object> first) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("complete", COMPLETE));
        environment.getPropertySources().addFirst(new MapPropertySource("first", first));
        return new SettingsReader(environment).read(Siege.class);
    }

    @Test
    void givenAllValues_theRecordHasThem() {
        assertThat(read(Map.of())).isEqualTo(new Siege(Duration.ofMinutes(20), 3, List.of(1, 2), new Gate(500), null));
    }

    @Test
    void givenMissingValues_allAreNamed() {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("some", Map.of("test.siege.max-clans", "3")));

        assertThatThrownBy(() -> new SettingsReader(environment).read(Siege.class))
                .hasMessageContaining("test.siege.length")
                .hasMessageContaining("test.siege.steps")
                .hasMessageContaining("test.siege.gate.hit-points")
                .hasMessageNotContaining("nickname");
    }

    @Test
    void givenAValueOutOfItsRange_itIsNamed() {
        assertThatThrownBy(() -> read(Map.of("test.siege.length", "2s")))
                .hasMessageContaining("length is PT2S, allowed is PT10M to PT1H");
    }

    @Test
    void givenRelaxedRules_rangesAreLiftedButNonsenseIsNot() {
        assertThat(read(Map.of("test.siege.length", "2s", "war.rules.relaxed", "true"))
                        .length())
                .isEqualTo(Duration.ofSeconds(2));
        assertThatThrownBy(() -> read(Map.of("test.siege.length", "-2s", "war.rules.relaxed", "true")))
                .hasMessageContaining("length is PT-2S");
    }

    @Test
    void givenTextForANumber_theStartFails() {
        assertThatThrownBy(() -> read(Map.of("test.siege.max-clans", "many"))).isInstanceOf(RuntimeException.class);
    }

    @Test
    void givenAPrefixWithNothingElse_itsSettingsAreRead_inEachSpelling() {
        var tower = new Tower(7, new Gate(500));

        assertThat(tower(Map.of("TEST_TOWER_STAIRS_MAX", "7", "TEST_TOWER_GATE_HITPOINTS", "500"), Map.of()))
                .isEqualTo(tower);
        assertThat(tower(Map.of(), Map.of("test.tower.stairsMax", "7", "test.tower.gate.hit_points", "500")))
                .isEqualTo(tower);
    }

    @ParameterizedTest
    @ValueSource(strings = {"test.tower.gate-hit-points", "test.tower.stairs.max"})
    void givenASettingThatIsOnlyAlike_itIsNamed(String name) {
        assertThatThrownBy(() -> tower(
                        Map.of(), Map.of("test.tower.stairs-max", "7", "test.tower.gate.hit-points", "500", name, "1")))
                .hasMessageStartingWith("Settings without effect: " + name + ";");
        assertThatThrownBy(() -> tower(
                        Map.of("TEST_TOWER_GATEHITPOINTS", "1"),
                        Map.of("test.tower.stairs-max", "7", "test.tower.gate.hit-points", "500")))
                .hasMessageStartingWith("Settings without effect: test.tower.gatehitpoints;");
    }

    @Test
    void givenSettingsThatNobodyReads_whereNothingElseMayStand_theyAreNamed() {
        var variables = Map.<String, Object>of("TEST_TOWER_BASE_PATH", "/", "TEST_TOWERS", "2");
        var properties = Map.<String, Object>of(
                "test.tower.stairs-max", "7", "test.tower.gate.hit-points", "500", "test.tower.gate.colour", "red");

        assertThatThrownBy(() -> tower(variables, properties))
                .hasMessage("Settings without effect: test.tower.base.path, test.tower.gate.colour;"
                        + " there is test.tower.gate.hit-points, test.tower.stairs-max");
    }
}
