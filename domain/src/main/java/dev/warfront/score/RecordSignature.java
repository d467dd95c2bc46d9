package dev.warfront.score;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The signature of a record of the log: HMAC-SHA256 (RFC 2104) of its value with the sender's key,
/// as lower-case hex.
public final class RecordSignature {
    /// Header with the id of the server that signed.
    public static final String SERVER_ID = "server_id";
    /// Header with the signature.
    public static final String SIGNATURE = "signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HEX_LENGTH = 64;
    private static final int UUID_LENGTH = 36;

    private RecordSignature() {}

    /// The headers that prove who sent a value.
    public static Map<String, String> headers(UUID server, byte[] value, byte[] key) {
        return Map.of(SERVER_ID, server.toString(), SIGNATURE, HexFormat.of().formatHex(mac(key).doFinal(value)));
    }

    /// The server of which a record says it is, signed or not; null when it says none.
    static @Nullable UUID serverOf(RawRecord record) {
        var header = record.headers().get(SERVER_ID);
        if (header == null || header.length != UUID_LENGTH) {
            return null;
        }
        try {
            return UUID.fromString(new String(header, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// Whether that text is the value's signature. Takes equally long for every wrong one.
    ///
    /// @param mac of the sender's key; used by one thread at a time
    public static boolean matches(Mac mac, byte[] value, @Nullable String signature) {
        if (signature == null || signature.length() != HEX_LENGTH) {
            return false;
        }
        try {
            return MessageDigest.isEqual(mac.doFinal(value), HexFormat.of().parseHex(signature));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Ready to sign with a key.
    public static Mac mac(byte[] key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
