package dev.warfront.score.redis;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;

/// The names of the channels, `stream:` and the route of the stream.
final class ScoreChannels {
    private ScoreChannels() {}

    static String of(WarId war) {
        return "stream:war." + war.value() + ".score";
    }

    static String of(BattleId battle) {
        return "stream:battle." + battle.value() + ".score";
    }
}
