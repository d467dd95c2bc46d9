package dev.warfront.identity.jwt;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.warfront.kernel.Role;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/// Which keys sign and which verify, on every node.
class KeyRingTest extends TokensOnPostgres {
    @Test
    void givenAStoredKey_itsTextDoesNotShowThePrivatePart() {
        assertThat(new TokenKeyStore.StoredKey("k1", "private", NOW)).hasToString("StoredKey[id=k1]");
    }

    @Test
    void givenAnOldKey_anotherSigns_andTheOldOneIsGoodForADayMore() {
        var before = issue(SOMEBODY, Role.PLAYER);
        var old = run(keys.signing()).getKeyID();

        clock.advance(RULES.token().keyLife());
        assertThat(run(keys.signing()).getKeyID()).isEqualTo(old);
        assertThat(run(keys.verifying())).hasSize(2).extracting("keyID").contains(old);
        clock.advance(RULES.token().keyAhead());
        var young = run(keys.signing()).getKeyID();

        assertThat(young).isNotEqualTo(old);
        assertThat(run(keys.verifying())).extracting("keyID").contains(young, old);
        assertThat(before).isNotEmpty();
        clock.advance(Duration.ofHours(24));
        assertThat(run(keys.verifying())).extracting("keyID").contains(young).doesNotContain(old);
    }

    @Test
    void givenAKeyThatAnAdministratorAsksFor_allNodesPublishItAhead_thenSignWithIt_andOldTokensStayGood() {
        var before = issue(LONG_LIVED);
        var old = run(keys.signing()).getKeyID();
        var elsewhere = ring();
        clock.advance(Duration.ofSeconds(1));
        run(elsewhere.verifying());

        var young = run(keys.renew());
        assertThat(young.signsFrom())
                .isEqualTo(clock.instant().plus(RULES.token().keyAhead()));
        clock.advance(RULES.token().staleness());

        assertThat(run(elsewhere.verifying())).extracting("keyID").containsExactly(young.id(), old);
        assertThat(run(elsewhere.signing()).getKeyID()).isEqualTo(old);
        clock.set(young.signsFrom());
        assertThat(run(elsewhere.signing()).getKeyID()).isEqualTo(young.id());
        assertThat(run(keys.signing()).getKeyID()).isEqualTo(young.id());
        clock.set(young.signsFrom().plus(RULES.token().keyOverlap()).minusSeconds(1));
        run(decoder.decode(before));

        clock.advance(Duration.ofSeconds(1));
        refused(before);
    }

    @Test
    void givenAKeyThatIsAskedForAgain_whileItIsPublishedAhead_itIsTheSame_alsoByManyAtOnce() {
        run(keys.signing());
        clock.advance(Duration.ofSeconds(1));

        var asked = run(Flux.range(0, 6)
                .flatMap(_ -> ring().renew().subscribeOn(Schedulers.parallel()), 6)
                .map(KeyRing.NewKey::id)
                .collectList());
        assertThat(asked).hasSize(6).containsOnly(asked.getFirst());

        clock.advance(RULES.token().keyAhead());
        assertThat(run(keys.renew()).id()).isNotEqualTo(asked.getFirst());
    }

    @Test
    void givenAClockThatStepsBack_theRingIsStillReadEverySecond() {
        var nanos = new AtomicLong();
        var ring = ring(nanos::get);
        assertThat(run(ring.verifying())).isEmpty();
        var made = run(keys.signing()).getKeyID();

        clock.set(NOW.minus(Duration.ofHours(1)));
        assertThat(run(ring.verifying())).isEmpty();
        nanos.addAndGet(RULES.token().staleness().toNanos());

        assertThat(run(ring.verifying())).extracting("keyID").containsExactly(made);
    }

    @Test
    void givenManyNodesAtOnce_oneKeyIsMade() {
        clock.advance(RULES.token().keyLife().multipliedBy(2));

        var ids = run(Flux.range(0, 6)
                .flatMap(_ -> ring().signing().subscribeOn(Schedulers.parallel()), 6)
                .map(ECKey::getKeyID)
                .collectList());

        assertThat(ids).hasSize(6).containsOnly(ids.getFirst());
    }
}
