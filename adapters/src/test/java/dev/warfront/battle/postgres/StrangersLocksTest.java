package dev.warfront.battle.postgres;

import static dev.warfront.war.postgres.WarWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.BattleTerms;
import dev.warfront.battle.CreateBattle;
import dev.warfront.battle.EndBattle;
import dev.warfront.battle.StartBattle;
import dev.warfront.battle.TestBattles;
import dev.warfront.guild.ChangeRank;
import dev.warfront.guild.Clans;
import dev.warfront.guild.InvitePlayer;
import dev.warfront.guild.LeaveClan;
import dev.warfront.guild.Rank;
import dev.warfront.identity.GameServers;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.war.CancelWar;
import dev.warfront.war.DeclareWar;
import dev.warfront.war.SurrenderWar;
import dev.warfront.war.WarType;
import dev.warfront.war.Wars;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// Who has no right waits for nobody, so it cannot keep others waiting either. On the real PostgreSQL.
class StrangersLocksTest extends BattlesOnPostgres {
    private final PlayerId stranger = new PlayerId(UUID.randomUUID());

    @Test
    void givenALockedWar_aStrangersCommandIsRefusedAtOnce() {
        var land = world.land(defender);
        var war = active(land);
        var lock = world.get(Wars.class).lock(war);

        assertRefusedDuring(lock, world.get(CreateBattle.class).create(TestBattles.command(stranger, war, land)));
        assertRefusedDuring(lock, world.get(SurrenderWar.class).surrender(stranger, war, 1));
        assertRefusedDuring(lock, world.get(CancelWar.class).cancel(stranger, war, 1));
    }

    @Test
    void givenALockedServer_aStrangerWhoNamesItIsRefusedAtOnce() {
        var land = world.land(defender);
        var war = active(land);
        var lock = world.get(GameServers.class).lock(new PlayerId(server));
        var command = new CreateBattle.Command(stranger, war, land, BattleTerms.Host.GAME_SERVER, server);

        assertRefusedDuring(lock, world.get(CreateBattle.class).create(command));
    }

    @Test
    void givenALockedClan_aStrangersCommandIsRefusedAtOnce() {
        var lock = world.get(Clans.class).lock(attacker);
        var member = attackers.get(5);
        var war = active(world.land(defender));

        assertRefusedDuring(lock, world.get(CancelWar.class).cancel(stranger, war, 1));
        assertRefusedDuring(
                lock,
                world.get(DeclareWar.class)
                        .declare(new DeclareWar.Command(member, attacker, defender, WarType.RANKING, List.of())));
        assertRefusedDuring(lock, world.get(InvitePlayer.class).invite(stranger, attacker, member));
        assertRefusedDuring(lock, world.get(InvitePlayer.class).invite(member, attacker, stranger));
        assertRefusedDuring(lock, world.get(ChangeRank.class).change(stranger, attacker, member, Rank.RECRUIT, 1));
        assertRefusedDuring(lock, world.get(ChangeRank.class).change(member, attacker, member, Rank.OFFICER, 1));
        assertRefusedDuring(lock, world.get(LeaveClan.class).leave(stranger, attacker));
    }

    /// As a battle does whose war is busy.
    @Test
    void givenAServerThatIsKeptForABattle_itsOtherBattlesGoOn() {
        var lands = List.of(world.land(defender), world.land(defender));
        var war = active(lands.getFirst(), lands.getLast());
        var battle = created(war, lands.getFirst(), null);
        var kept = world.get(GameServers.class).lockShared(new PlayerId(server));
        var named =
                new CreateBattle.Command(attackers.get(2), war, lands.getLast(), BattleTerms.Host.GAME_SERVER, server);

        assertDoneDuring(kept, world.get(StartBattle.class).start(server, battle));
        assertDoneDuring(kept, world.get(EndBattle.class).end(server, battle, WON));
        assertDoneDuring(kept, world.get(CreateBattle.class).create(named));
    }

    private void assertRefusedDuring(Mono<?> lock, Mono<? extends Result<?, ?>> command) {
        assertThat(during(lock, command)).isInstanceOf(Result.Refused.class);
    }

    private void assertDoneDuring(Mono<?> lock, Mono<? extends Result<?, ?>> command) {
        assertThat(during(lock, command)).isInstanceOf(Result.Done.class);
    }

    /// What the command comes to in a transaction of its own, while that of the lock is open.
    private <T> T during(Mono<?> lock, Mono<T> command) {
        return await(world.transactions().inTransaction(lock.flatMap(_ -> Mono.fromFuture(command::toFuture))));
    }
}
