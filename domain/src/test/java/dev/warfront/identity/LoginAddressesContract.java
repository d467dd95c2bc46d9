package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.anyLogin;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What every memory of addresses promises.
public interface LoginAddressesContract {
    String HOME = "192.0.2.1";
    int MAX = 2;

    IdentityPorts ports();

    private boolean isRemembered(Account account, String address) {
        return ports().run(ports().addresses().isRemembered(account.login(), address));
    }

    private void remember(Account account, String address, int afterSeconds) {
        ports().done(ports().addresses().remember(account.id(), address, NOW.plusSeconds(afterSeconds), MAX));
    }

    @Test
    default void givenAnAccountThatWasNowhere_noAddressIsRemembered() {
        var account = ports().stored(TestIdentity.player(anyLogin()));

        assertThat(isRemembered(account, HOME)).isFalse();
        assertThat(ports().run(ports().addresses().isRemembered(new LoginName(anyLogin()), HOME)))
                .isFalse();
    }

    @Test
    default void givenNoSubscriber_nothingIsRemembered() {
        var account = ports().stored(TestIdentity.player(anyLogin()));
        var unused = ports().addresses().remember(account.id(), HOME, NOW, MAX);

        assertThat(isRemembered(account, HOME)).isFalse();
    }

    @Test
    default void givenAnAddress_itIsRememberedOfItsAccountAlone_inLettersOfAnyCase() {
        var account = ports().stored(TestIdentity.player(anyLogin()));
        var neighbour = ports().stored(TestIdentity.player(anyLogin()));

        remember(account, HOME, 0);
        remember(account, HOME, 1);

        assertThat(isRemembered(account, HOME)).isTrue();
        assertThat(isRemembered(account, "192.0.2.2")).isFalse();
        assertThat(isRemembered(neighbour, HOME)).isFalse();
        var shouted = new LoginName(account.login().text().toUpperCase(Locale.ROOT));
        assertThat(ports().run(ports().addresses().isRemembered(shouted, HOME))).isTrue();
    }

    @Test
    default void givenMoreAddressesThanAreKept_theOneNotUsedForLongestIsForgotten() {
        var account = ports().stored(TestIdentity.player(anyLogin()));
        remember(account, "192.0.2.1", 0);
        remember(account, "192.0.2.2", 1);
        remember(account, "192.0.2.1", 2);

        remember(account, "192.0.2.3", 3);

        assertThat(isRemembered(account, "192.0.2.1")).isTrue();
        assertThat(isRemembered(account, "192.0.2.2")).isFalse();
        assertThat(isRemembered(account, "192.0.2.3")).isTrue();
    }

    @Test
    default void givenAddresses_theLastInstantIsFound() {
        var account = ports().stored(TestIdentity.player(anyLogin()));
        assertThat(ports().addresses().lastSeen(account.id()).blockOptional(TestIdentity.PATIENCE))
                .isEmpty();
        remember(account, "192.0.2.1", 2);
        remember(account, "192.0.2.2", 1);

        assertThat(ports().run(ports().addresses().lastSeen(account.id()))).isEqualTo(NOW.plusSeconds(2));
    }

    @Test
    default void givenAnEarlierInstant_theLaterOneStays() {
        var account = ports().stored(TestIdentity.player(anyLogin()));
        remember(account, "192.0.2.1", 5);
        remember(account, "192.0.2.1", 0);
        remember(account, "192.0.2.2", 1);

        remember(account, "192.0.2.3", 2);

        assertThat(isRemembered(account, "192.0.2.1")).isTrue();
        assertThat(isRemembered(account, "192.0.2.2")).isFalse();
    }
}
