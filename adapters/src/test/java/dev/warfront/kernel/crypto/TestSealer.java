package dev.warfront.kernel.crypto;

import java.security.SecureRandom;
import java.util.Base64;

/// One key for all tests of a JVM, so that they can read what others of them sealed.
public final class TestSealer {
    /// As configuration would have it.
    public static final String KEY = randomKey();

    public static final Sealer SEALER = Sealer.of(KEY);

    private TestSealer() {}

    /// Another one.
    public static String randomKey() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
