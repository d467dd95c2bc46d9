package dev.warfront.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;

/// What `compose.yaml` says.
final class Compose {
    private static final Path FILE = Path.of("..", "compose.yaml");
    private static final String SERVICES = "services.";

    private final Properties properties;

    private Compose(Properties properties) {
        this.properties = properties;
    }

    static Compose read() {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource(FILE));
        return new Compose(requireNonNull(yaml.getObject()));
    }

    Set<String> services() {
        return properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(SERVICES))
                .map(name -> name.substring(SERVICES.length()))
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// @param name of a property of a service, `image` for example
    String value(String service, String name) {
        var path = SERVICES + service + "." + name;
        return requireNonNull(properties.getProperty(path), path);
    }

    /// All of a list of a service; empty if there is none.
    List<String> list(String service, String name) {
        var path = SERVICES + service + "." + name;
        return IntStream.iterate(0, i -> properties.containsKey(path + "[" + i + "]"), i -> i + 1)
                .mapToObj(i -> requireNonNull(properties.getProperty(path + "[" + i + "]")))
                .toList();
    }

    boolean says(String service, String name) {
        return properties.containsKey(SERVICES + service + "." + name);
    }

    /// What is set in the environment of the program.
    ///
    /// @param prefix of its names
    Map<String, Object> ofProgram(String prefix) {
        var path = SERVICES + "warfront.environment.";
        var found = new HashMap<String, Object>();
        for (var name : properties.stringPropertyNames()) {
            if (name.startsWith(path + prefix)) {
                found.put(name.substring(path.length()), requireNonNull(properties.getProperty(name)));
            }
        }
        return found;
    }

    /// A program that finds this in its environment.
    static ApplicationContextRunner with(ApplicationContextRunner program, Map<String, Object> environment) {
        var source = new SystemEnvironmentPropertySource("compose-systemEnvironment", environment);
        return program.withInitializer(
                context -> context.getEnvironment().getPropertySources().addFirst(source));
    }
}
