package dev.warfront.kernel.rsocket;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// The bytes that clients make this node hold: frames and payloads that are not whole yet, requests under way, and
/// answers that nobody reads. Bounded per connection and for the node, of which those who are not signed in have half.
/// Safe for all threads.
@Component
public final class HeldBytes {
    /// Granted to each connection without asking the node: more than one that reads its answers ever needs.
    static final int GRANTED = 16 << 10;

    /// What a frame or request costs beside its own bytes, about.
    static final int OVERHEAD = 128;

    private final ClientLimits limits;
    private final AtomicLong all = new AtomicLong();
    private final AtomicLong anonymous = new AtomicLong();

    HeldBytes(ServerSettings settings) {
        this.limits = settings.limits();
    }

    /// Beyond what is granted, of all connections.
    long total() {
        return all.get();
    }

    Account open() {
        return new Account();
    }

    private boolean grow(long bytes, boolean signedIn) {
        if (bytes == 0) {
            return true;
        }
        if (all.addAndGet(bytes) > limits.heldNodeMax()) {
            all.addAndGet(-bytes);
            return false;
        }
        if (!signedIn && anonymous.addAndGet(bytes) > limits.heldNodeMax() / 2) {
            all.addAndGet(-bytes);
            anonymous.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    private void shrink(long bytes, boolean signedIn) {
        if (bytes > 0) {
            all.addAndGet(-bytes);
            if (!signedIn) {
                anonymous.addAndGet(-bytes);
            }
        }
    }

    /// How much of so many bytes is not granted.
    static long beyondGranted(long held) {
        return Math.max(0, held - GRANTED);
    }

    /// What is held for one connection.
    final class Account {
        private long held;
        private boolean signedIn;
        private boolean closed;

        /// Holds so many bytes more.
        ///
        /// @return false when that is too much for the connection or the node; then nothing more is held
        synchronized boolean take(long bytes) {
            if (closed || bytes == 0) {
                return true;
            }
            var max = signedIn ? limits.heldMax() : limits.heldAnonymousMax();
            if (held + bytes > max || !grow(beyondGranted(held + bytes) - beyondGranted(held), signedIn)) {
                return false;
            }
            held += bytes;
            return true;
        }

        /// They are held no longer.
        synchronized void give(long bytes) {
            if (!closed) {
                var rest = Math.max(0, held - bytes);
                shrink(beyondGranted(held) - beyondGranted(rest), signedIn);
                held = rest;
            }
        }

        synchronized void signedIn(boolean now) {
            if (!closed && now != signedIn) {
                anonymous.addAndGet(now ? -beyondGranted(held) : beyondGranted(held));
                signedIn = now;
            }
        }

        /// The connection is gone, and all with it.
        synchronized void close() {
            give(held);
            closed = true;
        }
    }
}
