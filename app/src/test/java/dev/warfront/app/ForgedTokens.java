package dev.warfront.app;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// A good token, tampered with in every way that is known of JWT.
final class ForgedTokens {
    private final ECKey key;
    private final JWTClaimsSet claims;

    private ForgedTokens(ECKey key, JWTClaimsSet claims) {
        this.key = key;
        this.claims = claims;
    }

    /// By what was done to them.
    ///
    /// @param key the program's own, with its private part: what it signed is refused for its claims alone
    static Map<String, String> of(ECKey key, String good) throws JOSEException, ParseException {
        return new ForgedTokens(key, SignedJWT.parse(good).getJWTClaimsSet()).all();
    }

    private Map<String, String> all() throws JOSEException {
        var stranger = new ECKeyGenerator(Curve.P_256).generate();
        var all = new LinkedHashMap<String, String>();
        all.put("alg none", new PlainJWT(claims).serialize());
        all.put("HS256", signed(JWSAlgorithm.HS256, key.getKeyID(), publicKeyAsSecret(), claims));
        all.put("foreign key", signed(JWSAlgorithm.ES256, key.getKeyID(), new ECDSASigner(stranger), claims));
        all.put("kid", ours(UUID.randomUUID().toString(), claims));
        all.put("iss", ours(key.getKeyID(), with().issuer("https://elsewhere").build()));
        all.put("aud", ours(key.getKeyID(), with().audience("elsewhere").build()));
        all.put(
                "sid",
                ours(
                        key.getKeyID(),
                        with().claim("sid", UUID.randomUUID().toString()).build()));
        return all;
    }

    private JWTClaimsSet.Builder with() {
        return new JWTClaimsSet.Builder(claims);
    }

    private JWSSigner publicKeyAsSecret() throws JOSEException {
        return new MACSigner(key.toECPublicKey().getEncoded());
    }

    private String ours(String kid, JWTClaimsSet changed) throws JOSEException {
        return signed(JWSAlgorithm.ES256, kid, new ECDSASigner(key), changed);
    }

    private static String signed(JWSAlgorithm algorithm, String kid, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        var header = new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(kid)
                .build();
        var token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }
}
