import dev.warfront.client.model.BattleEndReason;
import dev.warfront.client.model.CreateBattle;
import dev.warfront.client.model.EndBattle;
import dev.warfront.client.model.Side;
import java.util.UUID;

final class Battle {
    /// An officer of the side that does not hold the land orders a battle; the game server begins it, and is its host.
    static UUID begin(Api officer, Api server, UUID war, UUID land) throws Exception {
        var order = new CreateBattle().territoryId(land);
        var id = officer.call(key -> officer.battles.createBattle(war, key, order, null)).getId();
        server.call(key -> server.battles.startBattle(id, key, null));
        return id;
    }

    /// The game server says how its battle ended. DECISIVE: who attacks the land has won it.
    static void win(Api server, UUID battle) throws Exception {
        var result = new EndBattle().winnerSide(Side.ATTACKER).endReason(BattleEndReason.DECISIVE);
        server.call(key -> server.battles.endBattle(battle, key, result, null));
    }
}
