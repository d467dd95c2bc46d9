package dev.warfront.backends;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// A folder of data that one run uses at a time. Who holds its lock knows that whatever still runs on it is an orphan.
final class Folders implements AutoCloseable {

    /// What this JVM holds. It must not even open and close their files: that would give up the lock.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;

    private final boolean kept;

    private final FileLock lock;

    private Folders(Path path, boolean kept, FileLock lock) {
        this.path = path;
        this.kept = kept;
        this.lock = lock;
    }

    Path path() {
        return path;
    }

    boolean kept() {
        return kept;
    }

    static Folders kept(Path path) throws IOException {
        var absolute = path.toAbsolutePath().normalize();
        Files.createDirectories(absolute);
        var lock = tryLock(absolute)
                .orElseThrow(() -> new IllegalStateException("Another run uses " + absolute + "; stop it first"));
        return new Folders(absolute, true, lock);
    }

    /// A new one. Takes away those of killed runs on the way, with their servers.
    static synchronized Folders temporary() throws IOException {
        var parent = Files.createDirectories(Programs.home().resolve("runs"));
        try (var gate = open(parent.resolve("lock")); // between making a folder and locking it nobody may sweep
                var held = gate.lock()) {
            sweep(parent);
            var path = Files.createDirectory(parent.resolve(UUID.randomUUID().toString()));
            var lock = tryLock(path).orElseThrow(() -> new IOException("Cannot lock " + path + " under " + held));
            return new Folders(path, false, lock);
        }
    }

    @Override
    public void close() throws IOException {
        if (!kept) {
            delete(path);
        }
        release(path, lock);
    }

    private static void sweep(Path parent) throws IOException {
        List<Path> folders;
        try (var list = Files.list(parent)) {
            folders = list.filter(Files::isDirectory).toList();
        }
        for (var folder : folders) {
            var lock = tryLock(folder);
            if (lock.isPresent()) {
                PostgresServer.process(folder).stopOrphan();
                RedisServer.process(folder).stopOrphan();
                delete(folder);
                release(folder, lock.get());
            }
        }
    }

    private static Optional<FileLock> tryLock(Path folder) throws IOException {
        if (!HELD.add(folder)) {
            return Optional.empty();
        }
        var channel = open(folder.resolve("lock"));
        var lock = channel.tryLock();
        if (lock == null) { // held by another JVM
            channel.close();
            HELD.remove(folder);
        }
        return Optional.ofNullable(lock);
    }

    private static void release(Path folder, FileLock lock) throws IOException {
        lock.channel().close();
        HELD.remove(folder);
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    static void delete(Path folder) throws IOException {
        List<Path> files;
        try (var walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException _) {
            return;
        }
        for (var file : files) {
            Files.deleteIfExists(file);
        }
    }
}
