package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.RULES;
import static dev.warfront.identity.TestIdentity.anyLogin;
import static dev.warfront.identity.TestIdentity.player;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.RefreshFamilies.Shown;
import dev.warfront.identity.RefreshFamily.Rotation.Rotated;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/// What every store of refresh tokens promises.
public interface RefreshFamiliesContract {
    IdentityPorts ports();

    private RefreshFamily begun(Account account, String hash) {
        var family = RefreshFamily.begin(UUID.randomUUID(), account.id(), NOW, RULES.token());
        ports().done(ports().families().begin(family, hash));
        return family;
    }

    private Shown shown(String hash) {
        return ports().run(ports().families().lock(hash));
    }

    private static String anyHash() {
        return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
    }

    private static RefreshFamily next(RefreshFamily family) {
        return family.show(family.generation(), NOW.plusSeconds(60), RULES.token()) instanceof Rotated(var next)
                ? next
                : family;
    }

    @Test
    default void givenNoSubscriber_noFamilyBegins() {
        var hash = anyHash();
        var account = ports().stored(player(anyLogin()));
        var family = RefreshFamily.begin(UUID.randomUUID(), account.id(), NOW, RULES.token());
        var unused = ports().families().begin(family, hash);

        ports().families()
                .lock(hash)
                .switchIfEmpty(ports().families().find(hash))
                .as(ports().transactions()::inTransaction)
                .as(StepVerifier::create)
                .verifyComplete();
    }

    @Test
    default void givenAToken_itsFamilyAndGenerationAreFound() {
        var hash = anyHash();
        var family = begun(ports().stored(player(anyLogin())), hash);

        assertThat(shown(hash)).isEqualTo(new Shown(family, 1));
        assertThat(ports().run(ports().families().find(hash))).isEqualTo(new Shown(family, 1));
    }

    @Test
    default void givenTheNextGeneration_bothTokensLeadToTheFamilyAsItIsNow() {
        var first = anyHash();
        var second = anyHash();
        var next = next(begun(ports().stored(player(anyLogin())), first));

        ports().done(ports().families().advance(next, second));

        assertThat(shown(first)).isEqualTo(new Shown(next, 1));
        assertThat(shown(second)).isEqualTo(new Shown(next, 2));
        assertThat(ports().run(ports().families().find(first))).isEqualTo(new Shown(next, 1));
    }

    @Test
    default void givenARevokedFamily_itIsFoundAsRevoked() {
        var hash = anyHash();
        var family = begun(ports().stored(player(anyLogin())), hash);

        ports().done(ports().families().revoke(family.id(), NOW));

        assertThat(shown(hash).family().revoked()).isTrue();
    }

    @Test
    default void givenAllOfAnAccountAreRevoked_thoseOfOthersGoOn() {
        var account = ports().stored(player(anyLogin()));
        var one = anyHash();
        var other = anyHash();
        var stranger = anyHash();
        begun(account, one);
        begun(account, other);
        begun(ports().stored(player(anyLogin())), stranger);

        ports().done(ports().families().revokeAllOf(account.id(), NOW));

        assertThat(shown(one).family().revoked()).isTrue();
        assertThat(shown(other).family().revoked()).isTrue();
        assertThat(shown(stranger).family().revoked()).isFalse();
    }
}
