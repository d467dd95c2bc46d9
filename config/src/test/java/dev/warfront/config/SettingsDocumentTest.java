package dev.warfront.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.testing.WrittenPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// docs/settings.md and the metadata by which editors know the settings are what the code says. With `-Dsettings=write`
/// both are written anew; look at the difference before you commit it.
class SettingsDocumentTest {
    private static final List<String> ROOMS = List.of("domain", "adapters", "streams", "config", "app");
    private static final Pattern LITERAL = Pattern.compile("\"(?:\\$\\{)?(warfront\\.(?!yaml\")[a-z0-9.-]+)");
    private static final String WHAT_TO_DO = "run it with -Dsettings=write and look at the difference";

    private static final DefaultValues DEFAULTS = DefaultValues.ofTheProgram();
    private static final ProgramSettings SETTINGS = new ProgramSettings();
    private static final WrittenPage PAGE = new WrittenPage(SettingsPage.FILE);
    private static final SettingsPage TABLES = new SettingsPage(SETTINGS, DEFAULTS, DefaultValues.ofTheProfile("demo"));
    private static final SettingsMetadata METADATA = new SettingsMetadata(SETTINGS, DEFAULTS);

    @BeforeAll
    static void writeIfAsked() throws IOException {
        if ("write".equals(System.getProperty("settings"))) {
            PAGE.write(PAGE.with(TABLES.sections()));
            Files.writeString(SettingsMetadata.FILE, METADATA.text());
        }
    }

    @Test
    void ofEachSettingSomethingIsSaid() {
        assertThat(SETTINGS.all()).hasSizeGreaterThan(150);
        assertThat(SETTINGS.unsaid()).as("settings without a @param").isEmpty();
    }

    @Test
    void thePageIsWhatTheCodeSays() {
        assertThat(PAGE.sections()).containsExactlyElementsOf(TABLES.sections().keySet());
        assertThat(PAGE.text()).as(WHAT_TO_DO).isEqualTo(PAGE.with(TABLES.sections()));
    }

    @Test
    void theMetadataIsWhatTheCodeSays() throws IOException {
        assertThat(Files.readString(SettingsMetadata.FILE)).as(WHAT_TO_DO).isEqualTo(METADATA.text());
    }

    /// Of each file's form Spring says: names are canonical, types are there, what is said of one is said once.
    @Test
    void theMetadataIsValid() {
        var metadata = new JsonMapper().readTree(SettingsMetadata.FILE.toFile());

        assertThat(metadata.propertyNames()).containsExactly("groups", "properties", "hints");
        assertThat(metadata.path("properties"))
                .allSatisfy(SettingsDocumentTest::assertValid)
                .extracting(property -> property.path("name").stringValue())
                .doesNotHaveDuplicates();
        assertThat(metadata.path("groups")).allSatisfy(SettingsDocumentTest::assertValid);
        assertThat(metadata.path("hints"))
                .isNotEmpty()
                .allSatisfy(hint -> assertThat(hint.path("values")).isNotEmpty());
    }

    @Test
    void whatHasADefault_isASetting() {
        assertThat(DEFAULTS.names())
                .filteredOn(name -> name.matches("(war|warfront)\\..*"))
                .isNotEmpty()
                .isSubsetOf(documented());
    }

    /// What is read without a record, too.
    @Test
    void whatTheCodeNames_isASetting() {
        var documented = documented();

        assertThat(ROOMS.stream().flatMap(SettingsDocumentTest::named).distinct())
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(documented)
                        .anyMatch(known -> known.equals(name) || known.startsWith(name.replaceAll("\\.$", "") + ".")));
    }

    @Test
    void ofSpringsOwnSettings_namesAndDefaultsAreRight() throws IOException {
        var known = springsOwn();

        assertThat(PAGE.text()
                        .lines()
                        .dropWhile(line -> !line.startsWith("## Settings of Spring"))
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.split(" *\\| *")))
                .hasSizeGreaterThan(20)
                .allSatisfy(cells -> {
                    var name = cells[1].replace("`", "").replace(".*", "");
                    assertThat(known).anyMatch(each -> each.equals(name) || each.startsWith(name + "."));
                    assertThat(cells[2])
                            .as(name)
                            .isEqualTo(DEFAULTS.text(name.equals("logging.level") ? name + ".root" : name)
                                    .map(text -> "`" + text + "`")
                                    .orElse("none"));
                });
    }

    /// As the metadata of Spring's own jars names them, and the health groups, which are a map.
    private static Set<String> springsOwn() throws IOException {
        var names = new TreeSet<>(DEFAULTS.names());
        for (var file : Collections.list(SettingsDocumentTest.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
            try (var content = file.openStream()) {
                new JsonMapper()
                        .readTree(content)
                        .path("properties")
                        .forEach(each -> names.add(each.path("name").stringValue()));
            }
        }
        return names;
    }

    private static void assertValid(JsonNode item) {
        var name = item.path("name").stringValue();
        assertThat(ConfigurationPropertyName.of(name)).hasToString(name);
        assertThat(item.path("description").stringValue()).endsWith(".").doesNotContain("\n");
        assertThat(ClassUtils.isPresent(item.path("type").stringValue().replaceAll("<.*", ""), null))
                .as(name)
                .isTrue();
    }

    private static List<String> documented() {
        return Stream.concat(
                        SETTINGS.all().stream().map(Setting::name),
                        SettingsMetadata.additional().stream()
                                .map(each -> each.path("name").stringValue()))
                .toList();
    }

    /// In texts of the sources of a room.
    private static Stream<String> named(String room) {
        try (var files = Files.walk(Path.of("..", room, "src", "main", "java"))) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> LITERAL.matcher(read(file)).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet())
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
