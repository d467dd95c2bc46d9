package dev.warfront.identity.crypto;

import dev.warfront.identity.Secrets;
import dev.warfront.kernel.crypto.Sealer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;

/// Random secrets of 256 bits; successors by HMAC with a key that follows from the configured one.
@Component
public final class DerivedSecrets implements Secrets {
    private static final int BYTES = 32;
    private static final String SUCCESSOR = "refresh token";

    private final Sealer sealer;
    private final SecureRandom random = new SecureRandom();

    public DerivedSecrets(Sealer sealer) {
        this.sealer = sealer;
    }

    @Override
    public String password() {
        return text(signingKey());
    }

    @Override
    public byte[] signingKey() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String refreshToken() {
        return text(signingKey());
    }

    @Override
    public String successorOf(String refreshToken) {
        return text(sealer.derive(SUCCESSOR, refreshToken.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public List<String> successorsOf(String refreshToken) {
        return sealer.deriveByEach(SUCCESSOR, refreshToken.getBytes(StandardCharsets.UTF_8)).stream()
                .map(DerivedSecrets::text)
                .toList();
    }

    @Override
    public String hashOf(String refreshToken) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(refreshToken.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
