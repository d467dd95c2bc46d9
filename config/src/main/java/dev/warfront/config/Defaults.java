package dev.warfront.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/// Puts the defaults behind everything else that configures the program: `rules.yaml` holds the numbers of
/// the rules, `warfront.yaml` the program's own. Files, profiles, environment and arguments come before them.
public final class Defaults implements EnvironmentPostProcessor, Ordered {

    private static final List<String> FILES = List.of("rules.yaml", "warfront.yaml");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var loader = new YamlPropertySourceLoader();
        for (var file : FILES) {
            load(loader, file, environment);
        }
        migrateWhereTheProgramReads(environment);
    }

    /// After the files of the user were read, so that these come behind them.
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    /// Migrations run over JDBC; unless configured otherwise on the database that is configured for everything else.
    private static void migrateWhereTheProgramReads(ConfigurableEnvironment environment) {
        var url = environment.getProperty("spring.r2dbc.url");
        if (url == null || environment.containsProperty("spring.flyway.url")) {
            return;
        }
        var flyway = new HashMap<String, Object>();
        flyway.put("spring.flyway.url", url.replaceFirst("^r2dbcs?:(pool:)?", "jdbc:"));
        copy(environment, "spring.r2dbc.username", "spring.flyway.user", flyway);
        copy(environment, "spring.r2dbc.password", "spring.flyway.password", flyway);
        environment.getPropertySources().addLast(new MapPropertySource("migrations beside spring.r2dbc", flyway));
    }

    private static void copy(
            ConfigurableEnvironment environment, String from, String to, Map<String, Object> properties) {
        var value = environment.getProperty(from);
        if (value != null) {
            properties.put(to, value);
        }
    }

    private static void load(YamlPropertySourceLoader loader, String file, ConfigurableEnvironment environment) {
        try {
            loader.load("defaults of " + file, new ClassPathResource(file))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
