package dev.warfront.kernel.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/// The topics that contexts declare are those of the reference, and the name of each is written once.
class TopicsDocumentTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> ROOMS = List.of("domain", "adapters", "streams", "config", "app");

    @Test
    void theTopicsOfTheProgramAreThoseOfTheReference() throws IOException {
        var declared = declared();

        assertThat(declared).hasSizeGreaterThanOrEqualTo(9);
        assertThat(documented()).isEqualTo(declared);
    }

    @Test
    void theNameOfATopicIsWrittenOnceInTheProgram() {
        var sources = ROOMS.stream().flatMap(TopicsDocumentTest::lines).toList();

        assertThat(declared().keySet())
                .allSatisfy(name -> assertThat(sources)
                        .filteredOn(line -> line.contains("\"" + name + "\""))
                        .as("lines with " + name)
                        .hasSize(1));
    }

    @Test
    void thePropertiesThatAreCheckedAreThoseOfTheReference() throws IOException {
        var checked = new TreeSet<>(List.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG));
        specs().forEach(spec -> checked.addAll(spec.config().keySet()));

        assertThat(rows("### Properties of topics")
                        .map(cells -> cells[1].strip().replace("`", "")))
                .containsExactlyInAnyOrderElementsOf(checked);
    }

    @Test
    void everyTopicSaysWhatItsRecordsAreKeptBy() {
        var always = TopicSpec.of("any", 1, Duration.ofDays(1)).config().keySet();

        assertThat(specs())
                .allSatisfy(spec ->
                        assertThat(spec.config().keySet()).as(spec.name()).containsAll(always));
    }

    private static Map<String, Integer> declared() {
        return specs().stream()
                .collect(Collectors.toMap(TopicSpec::name, TopicSpec::partitions, Integer::sum, TreeMap::new));
    }

    private static Collection<TopicSpec> specs() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Configuration.class));
        var declaring = scanner.findCandidateComponents("dev.warfront").stream()
                .map(BeanDefinition::getBeanClassName)
                .map(name -> ClassUtils.resolveClassName(requireNonNull(name), null))
                .filter(type -> Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(method -> method.getReturnType() == TopicSpec.class))
                .toArray(Class<?>[]::new);
        try (var context = new AnnotationConfigApplicationContext(declaring)) {
            return List.copyOf(context.getBeansOfType(TopicSpec.class).values());
        }
    }

    private static Map<String, Integer> documented() throws IOException {
        return rows("## Kafka")
                .collect(Collectors.toMap(
                        cells -> cells[1].strip().replace("`", "").replace(" (in)", ""),
                        cells -> Integer.parseInt(cells[2].strip()),
                        Integer::sum,
                        TreeMap::new));
    }

    /// Of the table below a heading of the reference.
    private static Stream<String[]> rows(String heading) throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/reference.md")).stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1));
    }

    /// Prefixes of settings may be spelled like topics.
    private static Stream<String> lines(String room) {
        try (var files = Files.walk(ROOT.resolve(room).resolve("src/main/java"))) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .flatMap(TopicsDocumentTest::linesOf)
                    .filter(line -> !line.startsWith("@Settings("))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
