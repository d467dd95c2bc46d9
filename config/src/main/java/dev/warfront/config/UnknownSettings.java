package dev.warfront.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/// What is configured below a prefix and read by nobody.
final class UnknownSettings {
    private UnknownSettings() {}

    /// Names all of them and what there is instead.
    ///
    /// @throws IllegalStateException when there are some
    static void refuse(Environment environment, String prefix, Class<?> record) {
        var known = components(record, prefix).collect(Collectors.toCollection(TreeSet::new));
        var spellings = known.stream().map(UnknownSettings::letters).collect(Collectors.toSet());
        var unknown = new TreeSet<String>();
        for (var source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource named) {
                named.stream()
                        .filter(ConfigurationPropertyName.of(prefix)::isAncestorOf)
                        .map(ConfigurationPropertyName::toString)
                        .filter(name -> !spellings.contains(letters(name)))
                        .forEach(unknown::add);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("Settings without effect: " + String.join(", ", unknown) + "; there is "
                    + String.join(", ", known));
        }
    }

    private static Stream<String> components(Class<?> record, String prefix) {
        return Arrays.stream(record.getRecordComponents()).flatMap(component -> {
            var name = prefix + "." + SettingsReader.kebab(component.getName());
            return component.getType().isRecord() ? components(component.getType(), name) : Stream.of(name);
        });
    }

    /// However it is spelled; an environment variable does not tell dots from dashes.
    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
