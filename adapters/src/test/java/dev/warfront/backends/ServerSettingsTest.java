package dev.warfront.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The embedded servers and those of compose.yaml are set alike, so that a figure of the one holds for the other.
class ServerSettingsTest {
    private static final Path COMPOSE = Path.of("..", "compose.yaml");
    private static final Pattern SETTING = Pattern.compile("(?m)^      - -c\n      - ([a-z_]+)=(\\S+)$");
    /// What a server whose data are thrown away leaves out.
    private static final Set<String> OF_DISKS = Set.of("fsync", "full_page_writes");

    @Test
    void givenTheContainers_theirPostgresIsSetLikeTheEmbeddedOne() throws IOException {
        var stated = SETTING.matcher(Files.readString(COMPOSE))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));

        assertThat(stated).isEqualTo(PostgresServer.SETTINGS);
    }

    @Test
    void givenTheEmbeddedPostgres_itRunsWithTheStatedSettings() throws SQLException {
        var running = new TreeMap<String, String>();
        var server = EmbeddedServers.shared().postgres();
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), PostgresServer.USER, "");
                var statement = connection.createStatement()) {
            for (var name : PostgresServer.SETTINGS.keySet()) {
                try (var shown = statement.executeQuery("show " + name)) {
                    shown.next();
                    running.put(name, shown.getString(1));
                }
            }
        }

        assertThat(without(running)).isEqualTo(without(PostgresServer.SETTINGS));
    }

    private static Map<String, String> without(Map<String, String> settings) {
        var kept = new TreeMap<>(settings);
        kept.keySet().removeAll(OF_DISKS);
        return kept;
    }
}
