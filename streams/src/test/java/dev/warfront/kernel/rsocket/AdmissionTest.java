package dev.warfront.kernel.rsocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Role;
import dev.warfront.kernel.SourceAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who gets a place: twenty in all, two of them kept, five for one source.
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

    private List<Admission.Place> enterFromOthers(int count) {
        return IntStream.range(0, count).mapToObj(i -> enter("10.0.0." + i)).toList();
    }

    @Test
    void givenManyFromOneAddress_oneMoreIsRefused_othersAreNot() {
        var mine = IntStream.range(0, 5).mapToObj(_ -> enter("10.0.0.1")).toList();
        assertThat(tryEnter("10.0.0.1")).isNull();
        assertThat(tryEnter("10.0.0.2")).isNotNull();
        mine.getFirst().leave();
        assertThat(tryEnter("10.0.0.1")).isNotNull();
    }

    @Test
    void givenManyFromOneNetworkOfIpv6_oneMoreIsRefused_othersAreNot() {
        IntStream.range(0, 5).forEach(i -> enter("2001:db8:0:1::" + i));
        assertThat(tryEnter("2001:db8:0:1:ffff::9")).isNull();
        assertThat(tryEnter("2001:db8:0:2::9")).isNotNull();
    }

    @Test
    void givenOnlyKeptPlaces_nobodyStaysButTheSignedIn_andOfTheLastOnlyGameServers() {
        enterFromOthers(18).forEach(place -> assertThat(place.settle(null)).isTrue());
        var anonymous = enter("10.0.1.1");
        assertThat(anonymous.settle(null)).isFalse();
        anonymous.leave();
        assertThat(enter("10.0.1.2").settle(Set.of(Role.PLAYER))).isTrue();
        var player = enter("10.0.1.3");
        assertThat(player.settle(Set.of(Role.PLAYER))).isFalse();
        player.leave();
        assertThat(enter("10.0.1.4").settle(Set.of(Role.GAME_SERVER))).isTrue();
        assertThat(tryEnter("10.0.1.5")).isNull();
        assertThat(gaveWay).isEmpty();
    }

    @Test
    void givenAllPlacesTakenByThoseWhoSayNothing_theOldestGivesWay() {
        var silent = enterFromOthers(20);
        silent.get(0).settle(null);
        var server = enter("10.0.1.1");
        assertThat(gaveWay).containsExactly("10.0.0.1");
        assertThat(server.settle(Set.of(Role.GAME_SERVER))).isTrue();
        assertThat(silent.get(1).settle(Set.of(Role.GAME_SERVER))).isFalse();
        silent.get(1).leave();
        assertThat(admission.taken()).isEqualTo(20);
    }

    @Test
    void givenAllPlacesTakenByThoseWhoMayNotStay_theyGiveWayToo() {
        enterFromOthers(18).forEach(place -> place.settle(null));
        enter("10.0.1.1").settle(null);
        enter("10.0.1.2").settle(null);
        assertThat(enter("10.0.1.3").settle(Set.of(Role.GAME_SERVER))).isTrue();
        assertThat(gaveWay).containsExactly("10.0.1.1");
    }

    @Test
    void givenManyWhoSayNothing_othersStay() {
        enterFromOthers(20);
        assertThat(enter("10.0.1.1").settle(null)).isTrue();
    }

    @Test
    void givenManyRequestsFromOneAddress_allItsConnectionsMustWait_andANewOneToo() {
        var now = System.nanoTime();
        var first = enter("10.0.0.1");
        var second = enter("10.0.0.1");
        assertThat(IntStream.range(0, 8)).allMatch(_ -> first.pace().spend(now));
        assertThat(second.pace().spend(now)).isFalse();
        first.leave();
        second.leave();
        assertThat(tryEnter("10.0.0.1")).isNull();
        assertThat(enter("10.0.0.2").pace().spend(now)).isTrue();
    }

    @Test
    void givenFewOpenFiles_thereAreFewerPlaces() {
        var few = new Admission(StreamFixture.settings(20, LIMITS), files(12));
        IntStream.range(0, 6)
                .forEach(i -> Objects.requireNonNull(few.enter(from("10.0.0." + i), () -> {}))
                        .settle(null));
        assertThat(few.enter(from("10.0.1.1"), () -> {})).isNull();
    }
}
