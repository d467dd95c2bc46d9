package dev.warfront.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.kernel.http.ManagementSettings;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/// Spring Boot knows more settings of this prefix than the program serves.
class ManagementSettingsTest {
    @Test
    void givenNothing_itIsOpenToThisMachineAlone_inPlainText() throws IOException {
        assertThat(read(Map.of()))
                .isEqualTo(new ManagementSettings("127.0.0.1", 8081, 64, new ManagementSettings.Tls("")));
    }

    @Test
    void givenABundle_itIsTheServers() throws IOException {
        assertThat(read(Map.of("management.server.ssl.bundle", "operators")).ssl())
                .isEqualTo(new ManagementSettings.Tls("operators"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "management.server.base-path",
                "management.server.add-application-context-header",
                "management.server.ssl.enabled",
                "management.server.ssl.key-store",
                "management.server.ssl.certificate",
                "management.server.ssl.client-auth",
                "management.server.accesslog.enabled"
            })
    void givenASettingThatHasNoEffect_theProgramDoesNotStart_andNamesIt(String name) {
        assertThatThrownBy(() -> read(Map.of(name, "true")))
                .hasMessageStartingWith("Settings without effect: " + name + "; there is management.server.address,");
    }

    private static ManagementSettings read(Map<String, Object> settings) throws IOException {
        var environment = new StandardEnvironment();
        var sources = environment.getPropertySources();
        new YamlPropertySourceLoader()
                .load("defaults", new ClassPathResource("warfront.yaml"))
                .forEach(sources::addLast);
        sources.addFirst(new MapPropertySource("settings", settings));
        return new SettingsReader(environment).read(ManagementSettings.class);
    }
}
