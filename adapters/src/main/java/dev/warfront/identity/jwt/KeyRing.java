package dev.warfront.identity.jwt;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.warfront.identity.IdentityRules;
import dev.warfront.identity.jwt.TokenKeyStore.StoredKey;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.cache.RecentlyRead;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The key pairs of access tokens (ES256). A new one is published ahead of its first signature; one that was
/// followed by another verifies for the overlap. The first one is made when it is asked for, the next when
/// the newest is old or an administrator says so, by one node for all.
@Component
public final class KeyRing implements MeterBinder {
    private static final Duration MISSED_EVERY = Duration.ofSeconds(1);

    private final TokenKeyStore store;
    private final IdentityRules rules;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;
    private final RecentlyRead<String, List<Key>> recent;
    private final RecentlyRead<String, List<Key>> newest;

    public KeyRing(
            TokenKeyStore store, IdentityRules rules, Transactions transactions, Ids ids, Clock clock, Ticker ticker) {
        this.store = store;
        this.rules = rules;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.recent = new RecentlyRead<>(rules.token().staleness(), 2, ticker, _ -> read());
        this.newest = new RecentlyRead<>(MISSED_EVERY, 2, ticker, _ -> read());
    }

    @Override
    public void bindTo(MeterRegistry metrics) {
        recent.bindTo(metrics, "token_keys");
        newest.bindTo(metrics, "token_keys_missed");
    }

    /// The one to sign with now.
    public Mono<ECKey> signing() {
        return recent.of("")
                .filter(keys -> !keys.isEmpty() && !isOld(keys.getFirst()))
                .switchIfEmpty(rotate())
                .map(keys -> signing(keys).pair());
    }

    /// Another one will sign soon. While one is published ahead, it is that one.
    public Mono<NewKey> renew() {
        return store.lock()
                .then(read())
                .flatMap(keys -> !keys.isEmpty() && !signing(keys).equals(keys.getFirst())
                        ? Mono.just(keys)
                        : store.add(generate()).then(read()))
                .map(keys -> new NewKey(keys.getFirst().pair().getKeyID(), signsFrom(keys, 0)))
                .as(transactions::inTransaction);
    }

    /// The newest of those that were published long enough, else the first of all.
    private Key signing(List<Key> keys) {
        var now = clock.instant();
        return IntStream.range(0, keys.size())
                .filter(i -> !signsFrom(keys, i).isAfter(now))
                .mapToObj(keys::get)
                .findFirst()
                .orElseGet(keys::getLast);
    }

    private Instant signsFrom(List<Key> keys, int index) {
        var made = keys.get(index).createdAt();
        return index == keys.size() - 1 ? made : made.plus(rules.token().keyAhead());
    }

    /// Those whose signatures are good now, newest first; with their private parts.
    public Mono<List<ECKey>> verifying() {
        return recent.of("").map(this::good);
    }

    /// As {@link #verifying}, when a signature names a key that is not among them: another node may just have made it.
    /// Read once a second at most, however many forged names are shown.
    Mono<List<ECKey>> verifyingNow() {
        return newest.of("").map(this::good);
    }

    private List<ECKey> good(List<Key> keys) {
        var now = clock.instant();
        return IntStream.range(0, keys.size())
                .filter(i -> i == 0
                        || signsFrom(keys, i - 1)
                                .plus(rules.token().keyOverlap())
                                .isAfter(now))
                .mapToObj(i -> keys.get(i).pair())
                .toList();
    }

    private Mono<List<Key>> rotate() {
        return store.lock()
                .then(read())
                .flatMap(keys -> !keys.isEmpty() && !isOld(keys.getFirst())
                        ? Mono.just(keys)
                        : store.add(generate()).then(read()))
                .as(transactions::inTransaction)
                .doOnNext(_ -> recent.forget(""));
    }

    private boolean isOld(Key key) {
        return !clock.instant().isBefore(key.createdAt().plus(rules.token().keyLife()));
    }

    private Mono<List<Key>> read() {
        return store.all().map(keys -> keys.stream().map(KeyRing::parse).toList());
    }

    private StoredKey generate() {
        try {
            var pair = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(ids.next().toString())
                    .generate();
            return new StoredKey(pair.getKeyID(), pair.toJSONString(), clock.instant());
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    private static Key parse(StoredKey stored) {
        try {
            return new Key(ECKey.parse(stored.jwk()), stored.createdAt());
        } catch (ParseException e) {
            throw new IllegalStateException("stored key " + stored.id() + " is no JWK", e);
        }
    }

    private record Key(ECKey pair, Instant createdAt) {}

    /// One that was just made.
    ///
    /// @param signsFrom until then it is only published
    public record NewKey(String id, Instant signsFrom) {}
}
