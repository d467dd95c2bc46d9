package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.WarId;

class InMemoryWarsTest implements WarsContract {
    private final InMemoryWars wars = new InMemoryWars();

    @Override
    public Wars wars() {
        return wars;
    }

    @Override
    public void ally(WarId war, ClanId clan, Side side) {
        wars.ally(war, clan, side);
    }

    @Override
    public ContestedLands lands() {
        return wars;
    }

    @Override
    public Transactions transactions() {
        return new DirectTransactions();
    }

    @Override
    public Participants participants() {
        return wars;
    }

    @Override
    public Rosters rosters() {
        return wars.rosters();
    }

    @Override
    public WarLog log() {
        return wars;
    }
}
