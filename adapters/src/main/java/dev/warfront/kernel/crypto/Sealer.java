package dev.warfront.kernel.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals secrets for the database with AES-256-GCM. What it is for (`purpose`, with an id where there is one) is
/// authenticated too, so that a sealed value cannot be moved to another row. One key seals; others, former and coming
/// ones, only open. A sealed value names its key by an id that follows from it. Thread-safe, microseconds, no blocking
/// but for the kernel's random numbers.
public final class Sealer {
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 8;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int DISTINCT_MIN = 16;
    /// Before sealed values named their key: any may be it.
    private static final byte NAMELESS = 1;

    private static final byte NAMED = 2;

    private final Key active;
    private final List<Key> keys;
    private final SecureRandom random = new SecureRandom();

    private Sealer(List<Key> keys) {
        this.active = keys.getFirst();
        this.keys = keys;
    }

    /// A sealer with this key.
    ///
    /// @param base64Key 32 random bytes
    /// @throws IllegalArgumentException when it is not that, or a key that anybody could guess
    public static Sealer of(String base64Key) {
        return of(base64Key, List.of());
    }

    /// As {@link #of(String)}, which opens what others sealed.
    public static Sealer of(String base64Key, List<String> others) {
        return new Sealer(Stream.concat(Stream.of(base64Key), others.stream())
                .map(key -> Key.of(checked(key)))
                .toList());
    }

    public byte[] seal(String purpose, byte[] secret) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var sealed = active.cipher(Cipher.ENCRYPT_MODE, nonce, purpose, secret, 0);
        return ByteBuffer.allocate(1 + ID_BYTES + NONCE_BYTES + sealed.length)
                .put(prefix())
                .put(nonce)
                .put(sealed)
                .array();
    }

    /// With which all begins that this sealer seals, and nothing that another key sealed.
    public byte[] prefix() {
        return ByteBuffer.allocate(1 + ID_BYTES).put(NAMED).put(active.id()).array();
    }

    /// What was sealed for this purpose.
    ///
    /// @throws IllegalStateException when it was sealed with another key, for another purpose, or was changed
    public byte[] open(String purpose, byte[] sealed) {
        if (sealed.length > 1 + NONCE_BYTES && sealed[0] == NAMELESS) {
            return open(purpose, sealed, 1, keys);
        }
        if (sealed.length <= 1 + ID_BYTES + NONCE_BYTES || sealed[0] != NAMED) {
            throw new IllegalStateException("not a sealed value: " + purpose);
        }
        var id = Arrays.copyOfRange(sealed, 1, 1 + ID_BYTES);
        var named = keys.stream().filter(key -> Arrays.equals(key.id(), id)).toList();
        return open(purpose, sealed, 1 + ID_BYTES, named);
    }

    private static byte[] open(String purpose, byte[] sealed, int from, List<Key> keys) {
        var nonce = Arrays.copyOfRange(sealed, from, from + NONCE_BYTES);
        var failure = new IllegalStateException("cannot open " + purpose + ": sealed with another encryption key?");
        for (var key : keys) {
            try {
                return key.cipher(Cipher.DECRYPT_MODE, nonce, purpose, sealed, from + NONCE_BYTES);
            } catch (IllegalStateException other) {
                failure.addSuppressed(other);
            }
        }
        throw failure;
    }

    /// The same 32 bytes for the same purpose and input, to nobody else known.
    public byte[] derive(String purpose, byte[] input) {
        return active.derive(purpose, input);
    }

    /// As {@link #derive}, by each key, the sealing one first: what another node may have derived.
    public List<byte[]> deriveByEach(String purpose, byte[] input) {
        return keys.stream().map(key -> key.derive(purpose, input)).toList();
    }

    /// What follows from one configured key.
    @SuppressWarnings("ArrayRecordComponent") // compared by its bytes
    private record Key(byte[] id, SecretKeySpec sealing, SecretKeySpec deriving) {
        static Key of(byte[] key) {
            return new Key(
                    Arrays.copyOf(hmac(key, "warfront key id"), ID_BYTES),
                    new SecretKeySpec(hmac(key, "warfront seal"), "AES"),
                    new SecretKeySpec(hmac(key, "warfront derive"), "HmacSHA256"));
        }

        byte[] derive(String purpose, byte[] input) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(deriving);
                mac.update(purpose.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
                return mac.doFinal(input);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has HmacSHA256", e);
            }
        }

        byte[] cipher(int mode, byte[] nonce, String purpose, byte[] input, int offset) {
            try {
                var cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
                cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
                return cipher.doFinal(input, offset, input.length - offset);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("neither the key nor the purpose of " + purpose, e);
            }
        }
    }

    private static byte[] checked(String base64Key) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64Key.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the encryption key is not base64", e);
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("the encryption key has " + key.length + " bytes, must be " + KEY_BYTES);
        }
        if (isGuessable(key)) {
            throw new IllegalArgumentException("the encryption key is a sample or a text; make one of random bytes");
        }
        return key;
    }

    /// Whether a key is a sample or a text. Random bytes are practically never so few different ones, all readable, or
    /// evenly spaced.
    public static boolean isGuessable(byte[] key) {
        var distinct = distinct(key);
        var readable = true;
        var evenlySpaced = true;
        for (var i = 0; i < key.length; i++) {
            readable &= key[i] >= 0x20 && key[i] < 0x7f;
            evenlySpaced &= i < 2 || (byte) (key[i] - key[i - 1]) == (byte) (key[1] - key[0]);
        }
        return distinct < DISTINCT_MIN || readable || evenlySpaced;
    }

    private static int distinct(byte[] key) {
        var seen = new BitSet(256);
        for (var b : key) {
            seen.set(b & 0xff);
        }
        return seen.cardinality();
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
