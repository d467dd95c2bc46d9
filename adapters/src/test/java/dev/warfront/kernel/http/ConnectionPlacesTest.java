package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.SourceAddress;
import dev.warfront.kernel.http.ConnectionPlaces.Place;
import dev.warfront.kernel.http.ConnectionPlaces.Standing;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Who gets a place, and from whom: forty in all, four of which those who are known do not keep; ten for one
/// address, one of which its signed-in do not keep; ten for game servers, two for each.
class ConnectionPlacesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final ConnectionPlaces places = new ConnectionPlaces(40, 10, nanos::get);
    private final List<String> gaveWay = new ArrayList<>();

    @Test
    void givenManyFromOneAddress_oneMoreTakesThePlaceOfTheFirst_othersKeepTheirs() {
        enter("10.0.0.2", 10);
        var mine = enter("10.0.0.1", 10);
        enter("10.0.0.1");
        assertThat(gaveWay).containsExactly("10.0.0.1");
        assertThat(places.taken()).isEqualTo(20);

        mine.getFirst().leave();
        mine.getLast().leave();
        enter("10.0.0.1");

        assertThat(gaveWay).hasSize(1);
        assertThat(places.taken()).isEqualTo(20);
    }

    @Test
    void givenManyFromOneNetworkOfIpv6_oneMoreTakesThePlaceOfTheFirst_othersKeepTheirs() {
        IntStream.range(0, 10).forEach(i -> enter("2001:db8:0:1::" + i));

        enter("2001:db8:0:2::9");
        assertThat(gaveWay).isEmpty();
        enter("2001:db8:0:1:ffff::9");

        assertThat(gaveWay).containsExactly("2001:db8:0:1::0");
    }

    @Test
    void givenStrangersBehindASharedAddress_whoIsKnownThereKeepsItsPlace() {
        var knownLeft = new ArrayList<String>();
        places.enter(address("10.0.0.1"), Standing.ANONYMOUS, () -> knownLeft.add("player"))
                .identified(player());
        places.enter(address("10.0.0.1"), Standing.ANONYMOUS, () -> knownLeft.add("server"))
                .identified(gameServer());

        enter("10.0.0.1", 200);

        assertThat(knownLeft).isEmpty();
        assertThat(gaveWay).hasSize(191);
        assertThat(places.taken()).isEqualTo(11);
    }

    @Test
    void givenAnAddressWhoseSignedInTakeAllItsPlaces_theyKeepNineTenths() {
        enter("10.0.0.1", 10).forEach(place -> place.identified(player()));

        for (var i = 0; i < 3; i++) {
            var newLeft = new ArrayList<String>();
            places.enter(address("10.0.0.1"), Standing.ANONYMOUS, () -> newLeft.add("new"));
            assertThat(gaveWay).hasSize(1);
            places.enter(address("10.0.0.1"), Standing.ANONYMOUS, () -> {}).leave();
            assertThat(newLeft).hasSize(1);
        }
    }

    @Test
    void givenAProxy_itMayHaveAllThatAreFree() {
        IntStream.range(0, 40).forEach(_ -> enter("10.0.0.1", Standing.PROXY));

        assertThat(places.taken()).isEqualTo(40);
        assertThat(gaveWay).isEmpty();
    }

    @Test
    void givenAllPlacesTaken_theAddressWithTheMostGivesWay_andOfAsManyTheFirst() {
        enter("10.0.0.1", 2);
        enter("10.0.0.2", 8);
        enter("10.0.0.3", 10);
        enter("10.0.0.4", 10);
        enter("10.0.0.5", 10);

        IntStream.range(0, 7).forEach(i -> enter("10.0.1." + i));

        assertThat(gaveWay)
                .containsExactly("10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.2");
        assertThat(places.taken()).isEqualTo(40);
    }

    @Test
    void givenOneFromEachAddress_whoCameFirstGivesWay() {
        enterFromOthers(40);

        enterFromOthers("10.0.1.", 3);

        assertThat(gaveWay).containsExactly("10.0.0.0", "10.0.0.1", "10.0.0.2");
    }

    @Test
    void givenTheSignedIn_strangersGiveWayFirst_howeverFewTheyHave() {
        enter("10.0.0.1", 9).forEach(place -> place.identified(player()));
        enter("10.0.0.2", 9).forEach(place -> place.identified(player()));
        enter("10.0.0.3", 9).forEach(place -> place.identified(player()));
        enter("10.0.0.4", 9).forEach(place -> place.identified(gameServer()));
        IntStream.range(0, 4).forEach(i -> enter("10.0.1." + i));

        IntStream.range(0, 100).forEach(i -> enter("10.0.2." + i));

        assertThat(gaveWay).hasSize(100).doesNotContain("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4");
    }

    @Test
    void givenAsManySignedInAsKeepAPlace_whoSignsInTakesOneOfTheAddressThatHasMost() {
        enter("10.0.0.1", 9).forEach(place -> place.identified(player()));
        enter("10.0.0.2", 9).forEach(place -> place.identified(player()));
        enter("10.0.0.3", 9).forEach(place -> place.identified(player()));
        enter("10.0.0.4", 8).forEach(place -> place.identified(player()));
        enter("10.0.0.5", 2).forEach(place -> place.identified(player()));
        enterFromOthers("10.0.1.", 3);

        enter("10.0.0.6");
        enter("10.0.0.7");

        assertThat(gaveWay).containsExactly("10.0.0.1", "10.0.1.0");
    }

    @Test
    void givenThatAllAreSignedIn_aGameServerFindsAPlace_andKeepsIt() {
        enterFromOthers(40).forEach(place -> place.identified(player()));

        enter("10.0.1.1").identified(gameServer());
        IntStream.range(0, 100).forEach(i -> enter("10.0.2." + i).identified(player()));

        assertThat(gaveWay).doesNotContain("10.0.1.1");
        assertThat(places.taken()).isEqualTo(40);
    }

    @Test
    void givenAGameServerWithConnectionsWithoutEnd_itKeepsTwo_andWhoIsNewHasTimeBesideIt() {
        var stolen = gameServer();
        var playerLeft = new ArrayList<String>();
        places.enter(address("10.0.9.9"), Standing.ANONYMOUS, () -> playerLeft.add("player"))
                .identified(player());
        for (var i = 0; i < 200; i++) {
            enter("10.0.0." + i % 4).identified(stolen);
        }
        gaveWay.clear();

        enterFromOthers("10.0.1.", 2);
        assertThat(gaveWay).hasSize(2).noneMatch(address -> address.startsWith("10.0.1."));
        enterFromOthers("10.0.2.", 200);

        assertThat(playerLeft).isEmpty();
        assertThat(places.taken()).isEqualTo(40);
    }

    @Test
    void givenManyGameServers_theyKeepAQuarter_theRestGoesAsTheSignedInDo() {
        for (var i = 0; i < 40; i++) {
            enter("10.0.0." + i).identified(gameServer());
        }

        for (var i = 0; i < 100; i++) {
            enter("10.0.1." + i).identified(player());
        }

        assertThat(gaveWay.stream().filter(address -> address.startsWith("10.0.0.")))
                .hasSize(30)
                .doesNotHaveDuplicates();
    }

    @Test
    void givenAGameServerWhoseTokenIsNotTakenAnyMore_itGivesWayAsStrangersDo() {
        enter("10.0.0.1", 2).forEach(place -> place.identified(gameServer()));
        enterFromOthers("10.0.1.", 38);

        pass(ConnectionPlaces.STANDING_FOR);
        enterFromOthers("10.0.2.", 2);

        assertThat(gaveWay).first().isEqualTo("10.0.0.1");
    }

    @Test
    void givenTokensThatAreShownAgain_theStandingLasts_butNotByThoseOfWhoStandsLower() {
        var renewed = enter("10.0.0.1");
        renewed.identified(gameServer());
        var lapsing = enter("10.0.0.2");
        lapsing.identified(gameServer());
        for (var i = 0; i < 4; i++) {
            pass(ConnectionPlaces.STANDING_FOR.dividedBy(2));
            renewed.identified(gameServer());
            lapsing.identified(player());
        }

        enterFromOthers("10.0.1.", 38).forEach(place -> place.identified(player()));
        IntStream.range(0, 100).forEach(i -> enter("10.0.2." + i).identified(player()));

        assertThat(gaveWay).contains("10.0.0.2").doesNotContain("10.0.0.1");
    }

    @Test
    void givenThatAllAreOfProxies_whoIsNewTakesOnePlace_andTheNextTakesItFromHim() {
        enter("10.0.0.1", Standing.PROXY);
        IntStream.range(1, 40).forEach(_ -> enter("10.0.0.9", Standing.PROXY));

        enter("10.0.1.1");
        enter("10.0.1.2");

        assertThat(gaveWay).containsExactly("10.0.0.9", "10.0.1.1");
    }

    @Test
    void givenWhoHasLeft_itTakesNoPlace_andStandsNowhere() {
        var left = enter("10.0.0.1");
        left.leave();
        left.leave();
        left.identified(gameServer());
        assertThat(places.taken()).isZero();

        enterFromOthers(40);
        left.leave();

        assertThat(places.taken()).isEqualTo(40);
        assertThat(gaveWay).isEmpty();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static Caller player() {
        return new Caller(new PlayerId(UUID.randomUUID()), Set.of(Role.PLAYER));
    }

    private static Caller gameServer() {
        return new Caller(new PlayerId(UUID.randomUUID()), Set.of(Role.GAME_SERVER));
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

    private Place enter(String address) {
        return enter(address, Standing.ANONYMOUS);
    }

    private Place enter(String address, Standing standing) {
        return places.enter(address(address), standing, () -> gaveWay.add(address));
    }

    private static SourceAddress address(String text) {
        return SourceAddress.of(InetAddress.ofLiteral(text));
    }
}
