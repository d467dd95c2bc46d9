package dev.warfront.war.postgres;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.WarId;
import dev.warfront.war.ContestedLands;
import dev.warfront.war.Participants;
import dev.warfront.war.Rosters;
import dev.warfront.war.WarLog;
import dev.warfront.war.Wars;
import dev.warfront.war.WarsContract;
import org.junit.jupiter.api.AfterEach;

class PostgresWarsTest implements WarsContract {
    private final WarWorld world = new WarWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Override
    public Wars wars() {
        return world.get(Wars.class);
    }

    @Override
    public void ally(WarId war, ClanId clan, Side side) {
        world.ally(war, clan, side);
    }

    @Override
    public ContestedLands lands() {
        return world.get(ContestedLands.class);
    }

    @Override
    public Transactions transactions() {
        return world.transactions();
    }

    @Override
    public Participants participants() {
        return world.get(Participants.class);
    }

    @Override
    public Rosters rosters() {
        return world.get(Rosters.class);
    }

    @Override
    public WarLog log() {
        return world.get(WarLog.class);
    }
}
