package dev.warfront.config;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/// What is configured below a prefix and read by nobody.
final class UnknownSettings {
    private UnknownSettings() {}

    /// Names all of them and what there is instead.
    ///
    /// @throws IllegalStateException when there are some
    static void refuse(Environment environment, String prefix, Class<?> record) {
        var known = components(record, prefix).sorted().toList();
        var unknown = new TreeSet<String>();
        for (var source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource named) {
                var read =
                        known.stream().flatMap(name -> spellings(name, source)).collect(Collectors.toSet());
                named.stream()
                        .filter(ConfigurationPropertyName.of(prefix)::isAncestorOf)
                        .filter(name -> !read.contains(name))
                        .map(ConfigurationPropertyName::toString)
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

    /// An environment variable does not tell a dash from a dot.
    private static Stream<ConfigurationPropertyName> spellings(String name, ConfigurationPropertySource source) {
        var canonical = ConfigurationPropertyName.of(name);
        return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource
                ? Stream.of(canonical, ConfigurationPropertyName.of(name.replace('-', '.')))
                : Stream.of(canonical);
    }
}
