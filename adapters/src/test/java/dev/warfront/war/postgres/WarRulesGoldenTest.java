package dev.warfront.war.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.battle.BattleRules;
import dev.warfront.battle.CaptureRules;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.json.SectionCodec;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.war.TestWars;
import dev.warfront.war.WarRules;
import dev.warfront.war.WarSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The rules of running wars, as files: the newest, `golden/war-rules/3.json`, is how a program stores them
/// now, and those that earlier programs stored are kept beside it. Whatever is renamed in Java, a stored war
/// keeps its numbers.
class WarRulesGoldenTest {
    private static final JsonMapper JSON = WireJson.jsonMapper();
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden", "war-rules");
    private static final Path FIRST = FOLDER.resolve("1.json");
    private static final Path SECOND = FOLDER.resolve("2.json");
    private static final Path NOW = FOLDER.resolve("3.json");

    private final WarWorld world = new WarWorld();
    private final StoredRules rules = world.get(StoredRules.class);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void rulesAreStoredAsInTheFile() throws IOException {
        var stored = JSON.readTree(rules.write(TestWars.RULES));
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(NOW, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(stored) + "\n");
        }

        assertThat(stored).isEqualTo(JSON.readTree(Files.readString(NOW)));
    }

    @Test
    void rulesAreReadBackAsTheyWere() throws IOException {
        assertThat(rules.read(Files.readString(NOW))).isEqualTo(TestWars.RULES);
    }

    /// It knew no lock after a capture, and its wars go on without.
    @Test
    void whatTheFirstVersionStored_isReadAsItWasMeant() throws IOException {
        var first = rules.read(Files.readString(FIRST));

        assertThat(first.own()).isEqualTo(TestWars.SETTINGS);
        assertThat(first.section(CaptureRules.class)).isEqualTo(new CaptureRules(200, 1_000, Duration.ZERO));
        assertThat(first.section(BattleRules.class)).isEqualTo(TestWars.RULES.section(BattleRules.class));
        assertThat(rules.read("{}")).isEqualTo(first);
    }

    /// It knew one grace for hosts that do not come and for those that do not end.
    @Test
    void whatTheSecondVersionStored_isReadAsItWasMeant() throws IOException {
        assertThat(rules.read(Files.readString(SECOND))).isEqualTo(TestWars.RULES);
    }

    /// Another number in every field of the file: none may be lost on the way.
    @Test
    void everyFieldOfTheFileIsRead() throws IOException {
        var changed = changed(JSON.readTree(Files.readString(NOW)).deepCopy());

        assertThat(JSON.readTree(rules.write(rules.read(changed.toString())))).isEqualTo(changed);
    }

    @Test
    void whatIsNotThereHasItsFirstNumber_andWhatNobodyKnowsIsSkipped() {
        var strange = rules.read("""
                {"battle": {"max_per_war": 7, "max_at_night": 9}, "dragons": {"count": 3}, "phase": {"active": "PT5S"}}""");
        assertThat(strange.section(BattleRules.class).maxPerWar()).isEqualTo(7);
        assertThat(strange.section(BattleRules.class).maxGlobal()).isEqualTo(1_000);
        assertThat(strange.own().phase().active()).isEqualTo(Duration.ofSeconds(5));
        assertThat(strange.own().phase().declared()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void theRulesOfAWarAreReadOnce() {
        var war = new WarId(UUID.randomUUID());
        assertThat(rules.known(war)).isEmpty();
        var read = rules.of(war, "{}");

        assertThat(rules.of(war, "not even JSON")).isSameAs(read);
        assertThat(rules.known(war)).containsSame(read);
    }

    @Test
    void howeverOftenAWarIsRead_itsRulesAreParsedOnce() {
        var attacker = new ClanId(UUID.randomUUID());
        var defender = new ClanId(UUID.randomUUID());
        var leader = world.clan(attacker).getFirst();
        world.clan(defender);
        var war = world.declare(leader, attacker, defender);
        var reads = new AtomicInteger();
        var wars = new PostgresWars(
                world.database(),
                new WarRows(new StoredRules(JSON, List.of(counted(reads)), List.of(TestWars.SETTINGS))),
                List.of());

        WarWorld.await(Flux.range(0, 8).flatMap(_ -> wars.find(war)).collectList());
        WarWorld.await(world.transactions().inTransaction(wars.lock(war)));
        WarWorld.await(world.transactions().inTransaction(wars.lockOpenOf(attacker)));

        assertThat(reads).hasValue(1);
    }

    /// The codec of wars' own numbers; nameless, so that no scan finds it.
    private static SectionCodec<WarSettings> counted(AtomicInteger reads) {
        var codec = new WarSettingsCodec();
        return new SectionCodec<>() {
            @Override
            public Class<WarSettings> type() {
                return codec.type();
            }

            @Override
            public void write(WarSettings part, ObjectNode document) {
                codec.write(part, document);
            }

            @Override
            public WarSettings read(JsonNode document) {
                reads.incrementAndGet();
                return codec.read(document);
            }
        };
    }

    @Test
    void aSectionThatNobodyStores_isFoundOutAtTheStart() {
        var forgotten = List.of(new WarSettingsCodec());

        assertThatThrownBy(() -> new StoredRules(JSON, List.copyOf(forgotten), TestWars.SECTIONS))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new StoredRules(
                        JSON, List.of(new WarSettingsCodec(), new WarSettingsCodec()), List.of(TestWars.SETTINGS)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> WarRules.of(List.of(TestWars.SETTINGS)).section(BattleRules.class))
                .isInstanceOf(IllegalStateException.class);
        assertThat(WarRules.of(List.of(TestWars.SETTINGS)).section(WarSettings.class))
                .isEqualTo(TestWars.SETTINGS);
    }

    private static ObjectNode changed(Object root) {
        var sections = (ObjectNode) root;
        sections.forEach(section -> {
            var fields = (ObjectNode) section;
            List.copyOf(fields.propertyNames()).forEach(name -> {
                var value = fields.get(name);
                if (value.isBoolean()) {
                    fields.put(name, !value.asBoolean());
                } else if (value.isInt()) {
                    fields.put(name, value.asInt() + 1);
                } else if (value.isNumber()) {
                    fields.put(name, value.asDouble() + 0.5);
                } else {
                    fields.put(
                            name,
                            Duration.parse(value.asString()).plusSeconds(1).toString());
                }
            });
        });
        return sections;
    }
}
