package dev.warfront.bench.wire;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A game server's identity at the event log: its id and the key with which it signs what it appends itself.
public record ServerKey(UUID id, String hex) {

    private static final UUID NOBODY = new UUID(0, 0);

    /// A key whose server is not known yet: a file may name its login only.
    public static ServerKey of(String hex) {
        return new ServerKey(NOBODY, hex);
    }

    /// The same key as that server's.
    public ServerKey ofServer(UUID server) {
        return new ServerKey(server, hex);
    }

    /// Lower-case hex of HMAC-SHA256 over a record's value.
    public String sign(byte[] value) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(hex), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(value));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    /// Keeps the key out of logs.
    @Override
    public String toString() {
        return "ServerKey[" + id + "]";
    }
}
