import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

final class Signature {
    /// @param value the very bytes that are sent
    static String of(String signingKey, byte[] value) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(signingKey), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(value));
    }
}
