package dev.warfront.testing;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/// What may block on an event loop, each with its reason, and what happens to the rest. Found by BlockHound as a
/// service in every test JVM.
public final class KnownBlocking implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.blockingMethodCallback(BlockingCalls::fail);
        // Writes to a file, in the place of a call that fails at once.
        builder.allowBlockingCallsInside(BlockingCalls.class.getName(), "record");
        // Reads a few bytes of /dev/urandom, which never waits. UUIDs and ES256 signatures need it.
        builder.allowBlockingCallsInside("java.security.SecureRandom", "nextBytes");
        // Tasks handed to another thread, and timers set and taken back: the lock of the executor's queue is held for a
        // few instructions by whoever else does the same.
        builder.allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "execute");
        builder.allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "offer");
        builder.allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "remove");
        // Mutual exclusion: libraries hold such locks for a few instructions (buffers of Netty, writers of a Lettuce
        // connection, meters), as they hold monitors, which BlockHound does not see either. What waits for something
        // to happen, a latch, a queue, a future, is none of these and is found.
        builder.allowBlockingCallsInside("java.util.concurrent.locks.ReentrantLock", "lock");
        builder.allowBlockingCallsInside("java.util.concurrent.locks.StampedLock", "writeLock");
        builder.allowBlockingCallsInside("java.util.concurrent.locks.StampedLock", "readLock");
        // Two threads that need a type's deserializer for the first time: one of them waits while it is made, once.
        builder.allowBlockingCallsInside(
                "tools.jackson.databind.deser.DeserializerCache", "_createAndCacheValueDeserializer");
        // The first connection and the first compressed body of a JVM unpack their native library, once.
        builder.allowBlockingCallsInside("io.netty.util.internal.NativeLibraryLoader", "load");
        builder.allowBlockingCallsInside("com.github.luben.zstd.util.Native", "load");
    }
}
