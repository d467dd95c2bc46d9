package dev.warfront.app;

import dev.warfront.kernel.json.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// The secrets of a run with the embedded servers, made at random at its first start: the key that secrets are sealed
/// with in the database, the first administrator, the first game server. The program takes them as properties, and what
/// is configured wins. They are kept beside the servers' data, since one without the other is of no use.
public final class EmbeddedCredentials implements EnvironmentPostProcessor, Ordered {
    private static final String FILE = "credentials.json";
    private static final String OWNER_ONLY = "rw-------";

    private static Credentials current = random();

    /// What the program was or will be started with in this JVM.
    public static synchronized Credentials current() {
        return current;
    }

    /// Reads them from the folder, or makes them there, readable by their owner only, and prints them this once.
    public static synchronized Credentials keepIn(Path folder) {
        current = readOrMake(folder);
        return current;
    }

    static Credentials readOrMake(Path folder) {
        var file = folder.resolve(FILE);
        try {
            if (Files.exists(file)) {
                return WireJson.jsonMapper().readValue(Files.readString(file), Credentials.class);
            }
            var made = random();
            Files.createDirectories(folder);
            write(made, file);
            print(made, file);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("embedded credentials", current().properties()));
    }

    /// Behind every other source.
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    /// Whole or not at all: a run that is killed here leaves no half a file behind.
    private static void write(Credentials credentials, Path file) throws IOException {
        var part = file.resolveSibling(FILE + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, ownerOnly(file));
        Files.writeString(
                part, WireJson.jsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(credentials));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[0];
    }

    @SuppressWarnings("SystemOut") // for the eyes of who started it, not for a log
    private static void print(Credentials credentials, Path file) {
        System.out.printf(
                "First administrator: %s / %s%nFirst game server:   %s / %s%nBoth, and their keys, are kept in %s%n",
                credentials.admin.login,
                credentials.admin.password,
                credentials.gameServer.login,
                credentials.gameServer.password,
                file);
    }

    private static Credentials random() {
        return new Credentials(
                Base64.getEncoder().encodeToString(bytes(32)),
                new Admin("admin", password()),
                new GameServer(
                        "first", "game-server", password(), HexFormat.of().formatHex(bytes(32))));
    }

    private static String password() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(18));
    }

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /// All of them.
    ///
    /// @param encryptionKey base64 of 32 bytes
    public record Credentials(String encryptionKey, Admin admin, GameServer gameServer) {
        /// As configuration names them.
        public Map<String, Object> properties() {
            return Map.of(
                    "warfront.identity.encryption-key", encryptionKey,
                    "warfront.identity.admin.login", admin.login,
                    "warfront.identity.admin.password", admin.password,
                    "warfront.identity.game-server.name", gameServer.name,
                    "warfront.identity.game-server.login", gameServer.login,
                    "warfront.identity.game-server.password", gameServer.password,
                    "warfront.identity.game-server.signing-key", gameServer.signingKey);
        }
    }

    /// The first administrator.
    public record Admin(String login, String password) {}

    /// The first game server.
    ///
    /// @param signingKey hex of 32 bytes
    public record GameServer(String name, String login, String password, String signingKey) {}
}
