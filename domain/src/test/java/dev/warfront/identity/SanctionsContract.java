package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.anyLogin;
import static dev.warfront.identity.TestIdentity.lifted;
import static dev.warfront.identity.TestIdentity.sanction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.PlayerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// What every memory of sanctions promises, and the front door of it.
public interface SanctionsContract {
    Instant TOMORROW = NOW.plus(Duration.ofDays(1));

    IdentityPorts ports();

    private Sanction stored(PlayerId account, SanctionKind kind, @Nullable Instant until) {
        var sanction = sanction(account, kind, NOW, until);
        ports().done(ports().sanctionStore().add(sanction));
        return sanction;
    }

    private PlayerId player() {
        return ports().stored(TestIdentity.player(anyLogin())).id();
    }

    private <T> Optional<T> maybe(Mono<T> work) {
        return work.as(ports().transactions()::inTransaction).blockOptional(TestIdentity.PATIENCE);
    }

    @Test
    default void givenNoSubscriber_nothingIsStored() {
        var player = player();
        var unused = ports().sanctionStore().add(sanction(player, SanctionKind.MUTE, NOW, TOMORROW));

        assertThat(ports().run(ports().sanctionStore().of(player, 10))).isEmpty();
    }

    @Test
    default void givenASanction_itIsFoundAsItWas_alsoOnceItIsLiftedAndAppealed() {
        var sanction = stored(player(), SanctionKind.WAR_BAN, TOMORROW);
        assertThat(ports().run(ports().sanctionStore().lock(sanction.id()))).isEqualTo(sanction);

        var next = lifted(sanction, NOW.plusSeconds(2)).with(new Sanction.Appeal("it was not me", NOW.plusSeconds(1)));
        ports().done(ports().sanctionStore().replace(next));

        assertThat(ports().run(ports().sanctionStore().lock(sanction.id()))).isEqualTo(next);
    }

    @Test
    default void givenNoSanction_nothingIsFound() {
        var nobody = new PlayerId(UUID.randomUUID());

        assertThat(maybe(ports().sanctionStore().lock(UUID.randomUUID()))).isEmpty();
        assertThat(ports().run(ports().sanctionStore().shuttingOut(nobody))).isEmpty();
        assertThat(maybe(ports().sanctions().warBan(nobody))).isEmpty();
        assertThat(maybe(ports().sanctions().mutedUntil(nobody))).isEmpty();
        assertThat(ports().run(ports().sanctions().warBans(List.of()))).isEmpty();
    }

    @Test
    default void givenSanctionsOfAnAccount_theyAreListedNewestFirst_andNoMoreThanAskedFor() {
        var player = player();
        var first = sanction(player, SanctionKind.WARNING, NOW.minusSeconds(2), null);
        var second = sanction(player, SanctionKind.MUTE, NOW.minusSeconds(1), TOMORROW);
        ports().done(ports().sanctionStore()
                .add(first)
                .then(ports().sanctionStore().add(second)));
        stored(player(), SanctionKind.MUTE, TOMORROW);

        assertThat(ports().run(ports().sanctionStore().of(player, 10))).containsExactly(second, first);
        assertThat(ports().run(ports().sanctionStore().of(player, 1))).containsExactly(second);
    }

    @Test
    default void givenSanctionsOfAllKinds_thoseThatLastAndShutOutAreFound() {
        var player = player();
        stored(player, SanctionKind.WARNING, null);
        stored(player, SanctionKind.MUTE, TOMORROW);
        stored(player, SanctionKind.WAR_BAN, TOMORROW);
        var suspension = stored(player, SanctionKind.SUSPENSION, TOMORROW);
        var ban = stored(player, SanctionKind.BAN, null);
        var over = sanction(player, SanctionKind.SUSPENSION, NOW.minusSeconds(9), NOW);
        ports().done(ports().sanctionStore().add(over));
        ports().done(ports().sanctionStore().replace(lifted(stored(player, SanctionKind.BAN, null), NOW)));

        assertThat(ports().run(ports().sanctionStore().shuttingOut(player))).containsExactlyInAnyOrder(suspension, ban);
    }

    @Test
    default void givenBansFromWars_theLastEndCounts_andNeitherThoseThatAreLiftedNorThoseThatAreOver() {
        var banned = player();
        var free = player();
        stored(banned, SanctionKind.WAR_BAN, TOMORROW);
        stored(banned, SanctionKind.WAR_BAN, NOW.plusSeconds(1));
        stored(banned, SanctionKind.MUTE, TOMORROW.plusSeconds(9));
        ports().done(ports().sanctionStore().replace(lifted(stored(free, SanctionKind.WAR_BAN, TOMORROW), NOW)));
        ports().done(ports().sanctionStore().add(sanction(free, SanctionKind.WAR_BAN, NOW.minusSeconds(9), NOW)));

        assertThat(maybe(ports().sanctions().warBan(banned))).contains(new WarBan(TOMORROW));
        assertThat(maybe(ports().sanctions().warBan(free))).isEmpty();
        assertThat(ports().run(ports().sanctions().warBans(List.of(banned, free))))
                .isEqualTo(Map.of(banned, new WarBan(TOMORROW)));
    }

    @Test
    default void givenSuspensionsAndBans_theyKeepFromWarsToo_andOneWithoutEndForEver() {
        var suspended = player();
        var banned = player();
        stored(suspended, SanctionKind.SUSPENSION, TOMORROW);
        stored(banned, SanctionKind.BAN, null);
        stored(banned, SanctionKind.WAR_BAN, TOMORROW);
        stored(banned, SanctionKind.WARNING, null);

        assertThat(maybe(ports().sanctions().warBan(suspended))).contains(new WarBan(TOMORROW));
        assertThat(ports().run(ports().sanctions().warBans(List.of(suspended, banned))))
                .isEqualTo(Map.of(suspended, new WarBan(TOMORROW), banned, new WarBan(null)));
    }

    @Test
    default void givenAMute_itIsKnownUntilItsEnd() {
        var player = player();
        stored(player, SanctionKind.MUTE, TOMORROW);

        assertThat(maybe(ports().sanctions().mutedUntil(player))).contains(TOMORROW);
        assertThat(maybe(ports().sanctions().warBan(player))).isEmpty();
    }
}
