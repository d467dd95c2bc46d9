import dev.warfront.client.model.ScoreEvent;
import dev.warfront.client.model.ScoreType;
import dev.warfront.client.model.Territory;
import dev.warfront.client.model.TerritoryType;
import java.util.Map;
import java.util.TreeMap;

/// What the program should have counted, by what was sent.
final class Book {
    private static final Map<ScoreType, Integer> POINTS =
            Map.of(ScoreType.KILL, 10, ScoreType.ASSIST, 3, ScoreType.OBJECTIVE_CAPTURE, 50);
    private static final Map<TerritoryType, Integer> WEIGHTS =
            Map.of(TerritoryType.RESOURCE, 1, TerritoryType.STRATEGIC, 2, TerritoryType.CAPITAL, 4);

    final Tally attacker = new Tally();
    final Tally defender = new Tally();
    int accepted;
    int duplicates;
    int rejected;
    final Map<String, Integer> codes = new TreeMap<>();

    static final class Tally {
        int points;
        int kills;
        int deaths;
        int assists;
        int objectives;

        @Override
        public String toString() {
            return "{points=%d, kills=%d, deaths=%d, assists=%d, objectives=%d}"
                    .formatted(points, kills, deaths, assists, objectives);
        }
    }

    void accept(Tally own, ScoreEvent event) {
        accepted++;
        own.points += POINTS.get(event.getType());
        switch (event.getType()) {
            case KILL -> {
                own.kills++;
                (own == attacker ? defender : attacker).deaths++;
            }
            case ASSIST -> own.assists++;
            default -> own.objectives++;
        }
    }

    /// The program derives this event itself.
    void capture(Tally own, Territory land) {
        accepted++;
        own.points += 200 * WEIGHTS.get(land.getType()) * (10 + land.getSiegeDifficulty() - 1) / 10;
    }

    /// What nobody known has signed stands in no war's counts; what is malformed is a dead letter, and not in the feed.
    void reject(String code) {
        rejected += code.equals("SCORE_SIGNATURE_INVALID") ? 0 : 1;
        if (!code.equals("SCORE_MALFORMED")) {
            codes.merge(code, 1, Integer::sum);
        }
    }
}
