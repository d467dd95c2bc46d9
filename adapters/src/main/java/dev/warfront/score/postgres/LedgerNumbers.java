package dev.warfront.score.postgres;

import dev.warfront.kernel.Side;
import dev.warfront.score.ScoreType;

/// The numbers that stand in the ledger for words. Never changed and never given to another word, since rows stay; the
/// view `clan_war_score_rows` spells them out.
final class LedgerNumbers {
    private LedgerNumbers() {}

    static int of(ScoreType type) {
        return switch (type) {
            case KILL -> 1;
            case ASSIST -> 2;
            case OBJECTIVE_CAPTURE -> 3;
            case TERRITORY_CAPTURE -> 4;
        };
    }

    static int of(Side side) {
        return switch (side) {
            case ATTACKER -> 1;
            case DEFENDER -> 2;
        };
    }

    static int of(ScoreType.Origin source) {
        return switch (source) {
            case COMBAT -> 1;
            case BATTLE -> 2;
            case TERRITORY -> 3;
            case ADMIN -> 4;
        };
    }
}
