package dev.warfront.config;

import static java.util.Objects.requireNonNull;

import dev.warfront.kernel.Settings;
import dev.warfront.testing.SourceComments;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/// All settings that records of the program have, and what the records' Javadoc says of each.
final class ProgramSettings {
    /// Of which the records themselves know more.
    private static final Pattern RANGE = Pattern.compile("[,;] \\d[\\d ]*\\.\\.[\\d ]+( [hd])?$");
    private static final Path ROOT = Path.of("..");

    private final SourceComments comments = new SourceComments(ROOT);

    /// Settings of which nothing is said.
    private final List<String> unsaid = new ArrayList<>();

    private final List<Setting> all;

    ProgramSettings() {
        this.all = records().stream().flatMap(this::settings).toList();
    }

    /// In the order of their prefixes, and within a record in its own.
    List<Setting> all() {
        return all;
    }

    List<String> unsaid() {
        return List.copyOf(unsaid);
    }

    /// The records of the program, without those of tests.
    List<Class<?>> records() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Settings.class));
        return scanner.findCandidateComponents("dev.warfront").stream()
                .<Class<?>>map(found -> ClassUtils.resolveClassName(requireNonNull(found.getBeanClassName()), null))
                .filter(type -> !prefix(type).startsWith("test."))
                .sorted(Comparator.<Class<?>, String>comparing(ProgramSettings::prefix)
                        .thenComparing(Class::getName))
                .toList();
    }

    static String prefix(Class<?> type) {
        return type.getAnnotation(Settings.class).value();
    }

    /// What is said of a record, without the name of its prefix and the full stop.
    String lead(Class<?> type) {
        return comments.of(type).lead().replaceAll("(: `[^`]*`)?\\.$", "");
    }

    private Stream<Setting> settings(Class<?> root) {
        return settings(new Place(prefix(root), root, List.of(), List.of(lead(root))), root);
    }

    private Stream<Setting> settings(Place place, Class<?> holder) {
        return Stream.of(holder.getRecordComponents()).flatMap(component -> {
            var at = place.name() + "." + SettingsReader.kebab(component.getName());
            var path =
                    Stream.concat(place.path().stream(), Stream.of(component)).toList();
            var sentence = sentence(component, at);
            if (!component.getType().isRecord()) {
                return Stream.of(new Setting(at, place.root(), path, place.groups(), sentence));
            }
            var groups =
                    Stream.concat(place.groups().stream(), Stream.of(sentence)).toList();
            return settings(new Place(at, place.root(), path, groups), component.getType());
        });
    }

    /// What is said of a component; of a record that is one, else what is said of that record.
    private String sentence(RecordComponent component, String name) {
        var sentence = comments.of(component.getDeclaringRecord())
                .param(component.getName())
                .orElseGet(() -> component.getType().isRecord() ? lead(component.getType()) : "");
        if (sentence.isBlank()) {
            unsaid.add(name);
        }
        return RANGE.matcher(sentence).replaceAll("");
    }

    private record Place(String name, Class<?> root, List<RecordComponent> path, List<String> groups) {}
}
