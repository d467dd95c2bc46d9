package dev.warfront.battle;

import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.Transactions;

class InMemoryBattlesTest implements BattlesContract, BattleViewsContract {
    private final InMemoryBattles battles = new InMemoryBattles();

    @Override
    public BattlePorts ports() {
        return new BattlePorts() {
            @Override
            public Battles battles() {
                return battles;
            }

            @Override
            public BattleViews views() {
                return battles.views();
            }

            @Override
            public ScoredBattles scored() {
                return battles;
            }

            @Override
            public Transactions transactions() {
                return new DirectTransactions();
            }
        };
    }
}
