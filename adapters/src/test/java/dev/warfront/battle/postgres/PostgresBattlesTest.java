package dev.warfront.battle.postgres;

import dev.warfront.battle.BattlePorts;
import dev.warfront.battle.BattleViews;
import dev.warfront.battle.BattleViewsContract;
import dev.warfront.battle.Battles;
import dev.warfront.battle.BattlesContract;
import dev.warfront.battle.ScoredBattles;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class PostgresBattlesTest implements BattlesContract, BattleViewsContract {
    private final PostgresBattles battles =
            new PostgresBattles(KernelOnPostgres.database(), new BattleMeters(new SimpleMeterRegistry()));
    private final PostgresBattleViews views = new PostgresBattleViews(KernelOnPostgres.database());
    private final Transactions transactions = KernelOnPostgres.transactions();

    @Override
    public BattlePorts ports() {
        return new BattlePorts() {
            @Override
            public Battles battles() {
                return battles;
            }

            @Override
            public BattleViews views() {
                return views;
            }

            @Override
            public ScoredBattles scored() {
                return views;
            }

            @Override
            public Transactions transactions() {
                return transactions;
            }
        };
    }
}
