package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.SourceAddress;
import dev.warfront.kernel.http.ConnectionPlaces.Place;
import dev.warfront.kernel.http.ConnectionPlaces.Standing;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who gets a place, and from whom: twenty in all, two of which the signed-in do not keep, five for one address.
class ConnectionPlacesTest {
    private final ConnectionPlaces places = new ConnectionPlaces(20, 5);
    private final List<String> gaveWay = new ArrayList<>();

    @Test
    void givenManyFromOneAddress_oneMoreIsRefused_othersAreNot() {
        var mine = enter("10.0.0.1", 5);
        assertThat(tryEnter("10.0.0.1")).isNull();
        assertThat(tryEnter("10.0.0.2")).isNotNull();

        mine.getFirst().leave();

        assertThat(tryEnter("10.0.0.1")).isNotNull();
        assertThat(gaveWay).isEmpty();
    }

    @Test
    void givenManyFromOneNetworkOfIpv6_oneMoreIsRefused_othersAreNot() {
        IntStream.range(0, 5).forEach(i -> enter("2001:db8:0:1::" + i));

        assertThat(tryEnter("2001:db8:0:1:ffff::9")).isNull();
        assertThat(tryEnter("2001:db8:0:2::9")).isNotNull();
    }

    @Test
    void givenAProxy_itMayHaveAllThatAreFree() {
        for (var i = 0; i < 20; i++) {
            assertThat(enter("10.0.0.1", Standing.TRUSTED)).isNotNull();
        }

        assertThat(places.taken()).isEqualTo(20);
        assertThat(gaveWay).isEmpty();
    }

    @Test
    void givenAllPlacesTaken_theAddressWithTheMostGivesWay_andOfAsManyTheFirst() {
        enter("10.0.0.1");
        enter("10.0.0.2", 4);
        enter("10.0.0.3", 5);
        enter("10.0.0.4", 5);
        enter("10.0.0.5", 5);

        IntStream.range(0, 5).forEach(i -> enter("10.0.1." + i));

        assertThat(gaveWay).containsExactly("10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.2", "10.0.0.3");
        assertThat(places.taken()).isEqualTo(20);
    }

    @Test
    void givenOneFromEachAddress_whoCameFirstGivesWay() {
        enterFromOthers(20);

        enterFromOthers("10.0.1.", 3);

        assertThat(gaveWay).containsExactly("10.0.0.0", "10.0.0.1", "10.0.0.2");
    }

    @Test
    void givenTheSignedIn_strangersGiveWayFirst_howeverFewTheyHave() {
        enter("10.0.0.1", 5).forEach(place -> place.settle(Standing.SIGNED_IN));
        enter("10.0.0.2", 5).forEach(place -> place.settle(Standing.SIGNED_IN));
        enter("10.0.0.3", 5).forEach(place -> place.settle(Standing.TRUSTED));
        IntStream.range(0, 5).forEach(i -> enter("10.0.1." + i));

        IntStream.range(0, 100).forEach(i -> enter("10.0.2." + i));

        assertThat(gaveWay).hasSize(100).doesNotContain("10.0.0.1", "10.0.0.2", "10.0.0.3");
    }

    @Test
    void givenAsManySignedInAsKeepAPlace_whoSignsInTakesOneOfTheAddressThatHasMost() {
        enter("10.0.0.1", 5).forEach(place -> place.settle(Standing.SIGNED_IN));
        enter("10.0.0.2", 4).forEach(place -> place.settle(Standing.SIGNED_IN));
        enter("10.0.0.3", 4).forEach(place -> place.settle(Standing.SIGNED_IN));
        enter("10.0.0.4", 5).forEach(place -> place.settle(Standing.SIGNED_IN));
        enter("10.0.0.5").settle(Standing.SIGNED_IN);
        enter("10.0.0.6");

        enter("10.0.0.7");
        enter("10.0.0.8");

        assertThat(gaveWay).containsExactly("10.0.0.1", "10.0.0.6");
    }

    @Test
    void givenThatAllAreSignedIn_aGameServerFindsAPlace_andKeepsIt() {
        enterFromOthers(20).forEach(place -> place.settle(Standing.SIGNED_IN));

        enter("10.0.1.1").settle(Standing.TRUSTED);
        IntStream.range(0, 100).forEach(i -> enter("10.0.2." + i).settle(Standing.SIGNED_IN));

        assertThat(gaveWay).doesNotContain("10.0.1.1");
        assertThat(places.taken()).isEqualTo(20);
    }

    @Test
    void givenThatAllAreTrusted_whoIsNewTakesOnePlace_andTheNextTakesItFromHim() {
        enter("10.0.0.1", Standing.TRUSTED);
        IntStream.range(1, 20).forEach(_ -> enter("10.0.0.9", Standing.TRUSTED));

        enter("10.0.1.1");
        enter("10.0.1.2");

        assertThat(gaveWay).containsExactly("10.0.0.9", "10.0.1.1");
    }

    @Test
    void givenWhoHasLeft_itTakesNoPlace_andSettlesNowhere() {
        var left = enter("10.0.0.1");
        left.leave();
        left.leave();
        left.settle(Standing.TRUSTED);
        assertThat(places.taken()).isZero();

        enterFromOthers(20);
        left.leave();

        assertThat(places.taken()).isEqualTo(20);
        assertThat(gaveWay).isEmpty();
    }

    private Place enter(String address) {
        return Objects.requireNonNull(tryEnter(address));
    }

    private List<Place> enter(String address, int count) {
        return IntStream.range(0, count).mapToObj(_ -> enter(address)).toList();
    }

    private List<Place> enterFromOthers(int count) {
        return enterFromOthers("10.0.0.", count);
    }

    private List<Place> enterFromOthers(String network, int count) {
        return IntStream.range(0, count).mapToObj(i -> enter(network + i)).toList();
    }

    private @Nullable Place tryEnter(String address) {
        return enter(address, Standing.STRANGER);
    }

    private @Nullable Place enter(String address, Standing standing) {
        return places.enter(SourceAddress.of(InetAddress.ofLiteral(address)), standing, () -> gaveWay.add(address));
    }
}
