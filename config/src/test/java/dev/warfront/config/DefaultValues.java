package dev.warfront.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/// What settings are when nobody sets them, as Spring reads it, with a profile or without.
final class DefaultValues {
    private static final Path PROGRAM = Path.of("..", "app", "src", "main", "resources");

    private final StandardEnvironment environment = new StandardEnvironment() {
        @Override
        protected void customizePropertySources(MutablePropertySources sources) {
            // nothing of this machine
        }
    };

    /// Records that were read.
    private final Map<Class<?>, Object> read = new HashMap<>();

    private DefaultValues(Stream<Resource> files) {
        files.forEach(this::load);
    }

    static DefaultValues ofTheProgram() {
        return new DefaultValues(files());
    }

    static DefaultValues ofTheProfile(String name) {
        var profile = new FileSystemResource(PROGRAM.resolve("application-" + name + ".yaml"));
        return new DefaultValues(Stream.concat(Stream.of(profile), files()));
    }

    private static Stream<Resource> files() {
        return Stream.of(
                new FileSystemResource(PROGRAM.resolve("application.yaml")),
                new ClassPathResource("rules.yaml"),
                new ClassPathResource("warfront.yaml"));
    }

    private void load(Resource file) {
        try {
            new YamlPropertySourceLoader()
                    .load(String.valueOf(file), file)
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Object read(Class<?> type) {
        return read.computeIfAbsent(type, new SettingsReader(environment)::read);
    }

    /// As it is written in the file; a list with commas. Empty when there is none.
    Optional<String> text(String name) {
        var single = environment.getProperty(name);
        if (single != null) {
            return Optional.of(single);
        }
        var list = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> environment.getProperty(name + "[" + i + "]"))
                .takeWhile(Objects::nonNull)
                .toList();
        return list.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", list));
    }

    /// Of all that have a value, without places in lists.
    List<String> names() {
        var names = new TreeSet<String>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> named) {
                Stream.of(named.getPropertyNames())
                        .map(name -> name.replaceAll("\\[\\d+]$", ""))
                        .forEach(names::add);
            }
        }
        return List.copyOf(names);
    }
}
