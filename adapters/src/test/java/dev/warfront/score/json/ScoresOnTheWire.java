package dev.warfront.score.json;

import dev.warfront.kernel.json.WireJson;
import dev.warfront.score.ScoreEventCodec;

/// Score events as the program reads and writes them, for tests of other rooms too.
public final class ScoresOnTheWire {
    private ScoresOnTheWire() {}

    public static ScoreEventCodec codec() {
        return new JsonScoreEventCodec(WireJson.jsonMapper());
    }
}
