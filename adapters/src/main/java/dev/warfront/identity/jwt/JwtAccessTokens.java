package dev.warfront.identity.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.warfront.identity.AccessTokens;
import dev.warfront.identity.IdentityRules;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `iss` warfront, `sub` the account, `sid` the session, `roles`, `iat`, `exp`; signed with the newest key of the ring.
@Component
public final class JwtAccessTokens implements AccessTokens {
    static final String ISSUER = "warfront";
    static final String SESSION = "sid";
    static final String ROLES = "roles";

    private final KeyRing keys;
    private final IdentityRules rules;

    public JwtAccessTokens(KeyRing keys, IdentityRules rules) {
        this.keys = keys;
        this.rules = rules;
    }

    @Override
    public Mono<AccessToken> issue(PlayerId account, UUID session, Set<Role> roles, Instant now) {
        return keys.signing().map(key -> {
            var until = now.plus(rules.token().access());
            return new AccessToken(sign(claims(account, session, roles, now, until), key), until);
        });
    }

    private static JWTClaimsSet claims(PlayerId account, UUID session, Set<Role> roles, Instant now, Instant until) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(account.value().toString())
                .claim(SESSION, session.toString())
                .claim(ROLES, roles.stream().map(Role::name).sorted().toList())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(until))
                .build();
    }

    private static String sign(JWTClaimsSet claims, ECKey key) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(JOSEObjectType.JWT)
                    .keyID(key.getKeyID())
                    .build();
            var token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign with key " + key.getKeyID(), e);
        }
    }
}
