package dev.warfront.war.postgres;

import static dev.warfront.kernel.postgres.Rows.required;
import static dev.warfront.war.postgres.WarWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.war.CancelWar;
import dev.warfront.war.SurrenderWar;
import dev.warfront.war.WarStatus;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Which clans wait while a war moves: all of its own, allies too.
class WarLocksTest {
    private final WarWorld world = new WarWorld();
    private final ClanId attacker = new ClanId(UUID.randomUUID());
    private final ClanId defender = new ClanId(UUID.randomUUID());
    private final ClanId ally = new ClanId(UUID.randomUUID());
    private List<PlayerId> attackers = List.of();

    @BeforeEach
    void clans() {
        attackers = world.clan(attacker);
        world.clan(defender);
        world.clan(ally);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void givenAnAlly_itWaitsWhileActiveBegins() {
        var war = warWithAnAlly();
        world.nextPhase(war);
        assertThat(world.view(war).status()).isEqualTo(WarStatus.PREPARATION);

        assertThat(freeDuring(timer(war))).isEmpty();
    }

    @Test
    void givenAnAlly_itWaitsWhileItsWarIsCalledOff() {
        var war = warWithAnAlly();

        assertThat(freeDuring(world.get(CancelWar.class)
                        .cancel(attackers.getFirst(), war, world.view(war).version())))
                .isEmpty();
    }

    @Test
    void givenAnAlly_itWaitsWhileItsWarIsSettled() {
        var war = warWithAnAlly();
        world.nextPhase(war);
        await(world.get(SurrenderWar.class)
                .surrender(attackers.getFirst(), war, world.view(war).version()));
        await(world.transactions().inTransaction(timer(war)));
        var settling = world.pending(war).stream()
                .filter(timer -> timer.kind().name().equals("SETTLE_LAND"))
                .findFirst()
                .orElseThrow();

        assertThat(freeDuring(world.fire(settling).thenReturn(settling))).isEmpty();
    }

    private WarId warWithAnAlly() {
        var war = world.declare(attackers.getFirst(), attacker, defender, world.land(defender));
        world.ally(war, ally, Side.DEFENDER);
        return war;
    }

    private Mono<Object> timer(WarId war) {
        return world.fire(world.pending(war).getFirst()).thenReturn("fired");
    }

    /// The clans that somebody else could lock at the end of the work, before it is committed.
    private List<ClanId> freeDuring(Mono<?> work) {
        var worked = Sinks.<Boolean>one();
        var seen = Sinks.<Boolean>one();
        var held = world.transactions()
                .inTransaction(work.doOnNext(_ -> worked.tryEmitValue(true))
                        .doOnError(worked::tryEmitError)
                        .then(seen.asMono()));
        var look = worked.asMono().then(lockable()).doOnTerminate(() -> seen.tryEmitValue(true));
        return await(Mono.zip(look, held)).getT1();
    }

    private Mono<List<ClanId>> lockable() {
        return world.database()
                .sql("select id from guilds where id = any(:ids) for update skip locked")
                .bind("ids", new UUID[] {attacker.value(), defender.value(), ally.value()})
                .map(row -> new ClanId(required(row, "id", UUID.class)))
                .all()
                .collectList();
    }
}
