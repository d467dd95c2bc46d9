package dev.warfront.backends;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import redis.embedded.core.ExecutableProvider;

/// The programs of the servers, unpacked once per machine and user from the jars that carry them.
final class Programs {

    private static final boolean LINUX = System.getProperty("os.name", "").startsWith("Linux");

    private Programs() {}

    /// A folder for this user in the temporary folder of the machine; nobody else may write there.
    static Path home() throws IOException {
        var home = Path.of(System.getProperty("java.io.tmpdir"), "warfront-" + System.getProperty("user.name"));
        if (!Files.isDirectory(home)) {
            Files.createDirectories(home);
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        }
        if (!Files.isWritable(home)) {
            throw new IOException(home + " belongs to somebody else");
        }
        return home;
    }

    /// The folder with `bin/postgres` and `bin/initdb`.
    static Path postgres() throws IOException {
        byte[] packed;
        var system = LINUX ? "Linux" : "Darwin";
        var architecture = ArchUtils.normalize(System.getProperty("os.arch", ""));
        try (var in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture)) {
            packed = in.readAllBytes();
        }
        var checksum = new CRC32();
        checksum.update(packed);
        var name = "postgres-" + HexFormat.of().toHexDigits((int) checksum.getValue());
        return once(name, folder -> {
            try (var tar =
                    new TarArchiveInputStream(new XZCompressorInputStream(new java.io.ByteArrayInputStream(packed)))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, folder);
                }
            }
        });
    }

    /// The `redis-server`.
    static Path redis() throws IOException {
        var folder = once("redis-6.2", target -> {
            var unpacked = ExecutableProvider.newJarResourceProvider(target.toFile())
                    .get()
                    .toPath();
            var program = Files.move(unpacked, target.resolve("redis-server"));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        });
        return folder.resolve("redis-server");
    }

    static Optional<Path> find(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// PostgreSQL refuses to run as root, which containers often are: there it runs in a user namespace,
    /// where root is nobody.
    static Optional<String> withoutRoot() throws IOException {
        if (!LINUX || !"root".equals(System.getProperty("user.name"))) {
            return Optional.empty();
        }
        var unshare = find("unshare")
                .orElseThrow(() -> new IOException(
                        "PostgreSQL does not run as root, and there is no `unshare` here: run as another user"));
        return Optional.of(unshare.toString());
    }

    private interface Unpacking {
        void into(Path folder) throws IOException;
    }

    /// Unpacks beside the target and moves it there whole, so that runs may do it at the same time or be killed in it.
    private static Path once(String name, Unpacking unpacking) throws IOException {
        var target = home().resolve(name);
        if (Files.isDirectory(target)) {
            return target;
        }
        var fresh = Files.createTempDirectory(home(), name.toLowerCase(Locale.ROOT) + "-");
        unpacking.into(fresh);
        try {
            Files.move(fresh, target, ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
            Folders.delete(fresh); // another run was first
        }
        return target;
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        var file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("An entry outside of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.resolveSibling("."));
        if (entry.isSymbolicLink() || entry.isLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
