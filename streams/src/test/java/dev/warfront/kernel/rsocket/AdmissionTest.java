package dev.warfront.kernel.rsocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.SourceAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who gets a place: twenty in all, two of them kept, five for strangers from one address and as many for its
/// signed-in, five for game servers and one for each.
class AdmissionTest {
    private static final ClientLimits LIMITS = new ClientLimits(
            5,
            2,
            1,
            1,
            1,
            1,
            1,
            10,
            1,
            StreamFixture.PATIENCE,
            1,
            1,
            1,
            StreamFixture.PATIENCE,
            StreamFixture.PATIENCE,
            StreamFixture.PATIENCE);

    private final Admission admission = new Admission(StreamFixture.settings(20, LIMITS), files(1_000));
    private final List<String> gaveWay = new ArrayList<>();

    private static OpenFiles files(long max) {
        return new OpenFiles() {
            @Override
            long max() {
                return max;
            }
        };
    }

    private Admission.Place enter(String address) {
        return Objects.requireNonNull(tryEnter(address));
    }

    private Admission.@Nullable Place tryEnter(String address) {
        return admission.enter(from(address), () -> gaveWay.add(address));
    }

    private static SourceAddress from(String address) {
        return SourceAddress.of(InetAddress.ofLiteral(address));
    }

    private List<Admission.Place> enter(String address, int count) {
        return IntStream.range(0, count).mapToObj(_ -> enter(address)).toList();
    }

    private List<Admission.Place> enterFromOthers(int count) {
        return IntStream.range(0, count).mapToObj(i -> enter("10.0.0." + i)).toList();
    }

    private static Caller player() {
        return new Caller(new PlayerId(UUID.randomUUID()), Set.of(Role.PLAYER));
    }

    private static Caller gameServer() {
        return new Caller(new PlayerId(UUID.randomUUID()), Set.of(Role.GAME_SERVER));
    }

    @Test
    void givenManyStrangersFromOneAddress_oneMoreTakesThePlaceOfTheFirst_othersKeepTheirs() {
        enter("10.0.0.2", 5);
        var mine = enter("10.0.0.1", 5);
        assertThat(mine.getFirst().settle(null)).isTrue();

        enter("10.0.0.1");
        assertThat(gaveWay).containsExactly("10.0.0.1");
        assertThat(mine.getFirst().settle(null)).isFalse();
        mine.get(1).leave();
        enter("10.0.0.1");

        assertThat(gaveWay).hasSize(1);
        assertThat(admission.taken()).isEqualTo(10);
    }

    @Test
    void givenManyFromOneNetworkOfIpv6_oneMoreTakesThePlaceOfTheFirst_othersKeepTheirs() {
        IntStream.range(0, 5).forEach(i -> enter("2001:db8:0:1::" + i));
        enter("2001:db8:0:2::9");
        assertThat(gaveWay).isEmpty();

        enter("2001:db8:0:1:ffff::9");

        assertThat(gaveWay).containsExactly("2001:db8:0:1::0");
    }

    @Test
    void givenStrangersBehindASharedAddress_playersAndGameServersComeInAndStay() {
        var left = new ArrayList<String>();
        for (var who : List.of(player(), gameServer())) {
            enter("10.0.0.1", 5).forEach(place -> place.settle(null));
            var place = admission.enter(from("10.0.0.1"), () -> left.add("known"));
            assertThat(Objects.requireNonNull(place).settle(who)).isTrue();
        }

        enter("10.0.0.1", 100);

        assertThat(left).isEmpty();
        assertThat(admission.taken()).isEqualTo(7);
    }

    @Test
    void givenAnAccountThatHasAllPlacesOfAnAddress_otherAccountsTakeThem_untilAllHaveAsMany() {
        var greedy = player();
        enter("10.0.0.1", 5).forEach(place -> assertThat(place.settle(greedy)).isTrue());
        assertThat(enter("10.0.0.1").settle(greedy)).isFalse();
        IntStream.range(0, 4)
                .forEach(_ -> assertThat(enter("10.0.0.1").settle(player())).isTrue());

        assertThat(enter("10.0.0.1").settle(player())).isFalse();

        assertThat(gaveWay).hasSize(4);
    }

    @Test
    void givenAddressesThatHaveAllPlacesOfStrangers_othersTakeThem_untilAllHaveAsMany() {
        for (var i = 0; i < 4; i++) {
            enter("10.0.0." + i, 5).forEach(place -> place.settle(null));
        }
        gaveWay.clear();

        assertThat(enter("10.0.1.1").settle(null)).isTrue();
        assertThat(enter("10.0.1.1").settle(null)).isTrue();
        assertThat(enter("10.0.1.1").settle(null)).isTrue();

        assertThat(gaveWay).hasSize(3).doesNotContain("10.0.1.1");
    }

    @Test
    void givenNoPlaceThatIsNotKept_strangersGiveWayToTheSignedIn_notToEachOther() {
        enterFromOthers(18).forEach(place -> assertThat(place.settle(null)).isTrue());
        var anonymous = enter("10.0.1.1");
        assertThat(anonymous.settle(null)).isFalse();
        anonymous.leave();
        assertThat(enter("10.0.1.2").settle(player())).isTrue();
        assertThat(gaveWay).isEmpty();

        assertThat(enter("10.0.1.3").settle(player())).isTrue();
        assertThat(gaveWay).containsExactly("10.0.0.0");
        assertThat(enter("10.0.1.4").settle(gameServer())).isTrue();

        assertThat(gaveWay).hasSize(1);
        assertThat(tryEnter("10.0.1.5")).isNull();
    }

    @Test
    void givenOnlySignedInPlayers_theLastPlacesAreForGameServers() {
        enterFromOthers(19).forEach(place -> assertThat(place.settle(player())).isTrue());
        var player = enter("10.0.1.1");
        assertThat(player.settle(player())).isFalse();
        player.leave();

        assertThat(enter("10.0.1.2").settle(gameServer())).isTrue();

        assertThat(gaveWay).isEmpty();
    }

    @Test
    void givenAGameServerWithConnectionsWithoutEnd_allButOneCountByItsAddress() {
        var stolen = gameServer();
        enter("10.0.0.1", 5).forEach(place -> assertThat(place.settle(stolen)).isTrue());
        assertThat(enter("10.0.0.1").settle(stolen)).isTrue();

        assertThat(enter("10.0.0.1").settle(stolen)).isFalse();
        assertThat(enter("10.0.0.1").settle(gameServer())).isTrue();
    }

    @Test
    void givenASessionThatIsOver_itsConnectionIsAStrangers() {
        var ended = enter("10.0.0.1");
        ended.settle(gameServer());
        enter("10.0.0.1", 4);

        ended.signedOut();
        ended.signedOut();
        enter("10.0.0.1", 5);

        assertThat(gaveWay).hasSize(5);
        assertThat(admission.taken()).isEqualTo(5);
        ended.leave();
        assertThat(admission.taken()).isEqualTo(5);
    }

    @Test
    void givenAllPlacesTakenByThoseWhoSayNothing_theOldestGivesWay() {
        var silent = enterFromOthers(20);
        silent.get(0).settle(null);
        var server = enter("10.0.1.1");
        assertThat(gaveWay).containsExactly("10.0.0.1");
        assertThat(server.settle(gameServer())).isTrue();
        assertThat(silent.get(1).settle(gameServer())).isFalse();
        silent.get(1).leave();
        assertThat(admission.taken()).isEqualTo(20);
    }

    @Test
    void givenAllPlacesTakenByThoseWhoMayNotStay_theyGiveWayToo() {
        enterFromOthers(18).forEach(place -> place.settle(null));
        enter("10.0.1.1").settle(null);
        enter("10.0.1.2").settle(null);
        assertThat(enter("10.0.1.3").settle(gameServer())).isTrue();
        assertThat(gaveWay).containsExactly("10.0.1.1");
    }

    @Test
    void givenManyWhoSayNothing_othersStay() {
        enterFromOthers(20);
        assertThat(enter("10.0.1.1").settle(null)).isTrue();
    }

    @Test
    void givenManyRequestsFromOneAddress_itsStrangersMustWait_andNewOnesToo_butNotWhoIsSignedIn() {
        var now = System.nanoTime();
        var first = enter("10.0.0.1");
        var second = enter("10.0.0.1");
        assertThat(IntStream.range(0, 10)).allMatch(_ -> first.pace().spend(now));
        assertThat(second.pace().spend(now)).isFalse();
        first.leave();
        second.leave();

        assertThat(enter("10.0.0.1").settle(null)).isFalse();
        assertThat(enter("10.0.0.1").settle(player())).isTrue();
        assertThat(enter("10.0.0.1").settle(gameServer())).isTrue();
        assertThat(enter("10.0.0.2").settle(null)).isTrue();
    }

    @Test
    void givenFewOpenFiles_thereAreFewerPlaces_andFewerOfAnAddress() {
        var few = new Admission(StreamFixture.settings(20, LIMITS), files(16));
        IntStream.range(0, 8)
                .forEach(i -> Objects.requireNonNull(few.enter(from("10.0.0." + i / 2), () -> gaveWay.add("one")))
                        .settle(null));
        assertThat(gaveWay).isEmpty();
        assertThat(few.enter(from("10.0.1.1"), () -> {})).isNull();

        assertThat(few.enter(from("10.0.0.1"), () -> {})).isNotNull();
        assertThat(gaveWay).hasSize(1);
    }

    @Test
    void givenThatOneAddressMayHaveAll_itHasAll() {
        var balanced = new Admission(StreamFixture.settings(5, LIMITS), files(1_000));
        IntStream.range(0, 5)
                .forEach(_ -> Objects.requireNonNull(balanced.enter(from("10.0.0.1"), () -> gaveWay.add("one")))
                        .settle(null));

        assertThat(balanced.enter(from("10.0.0.1"), () -> {})).isNull();
        assertThat(gaveWay).isEmpty();
    }
}
