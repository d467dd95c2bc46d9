import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What the program should have counted, by what was sent.
final class Book {
    private static final Map<String, Integer> POINTS = Map.of("KILL", 10, "ASSIST", 3, "OBJECTIVE_CAPTURE", 50);

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
        own.points += POINTS.get(event.type());
        switch (event.type()) {
            case "KILL" -> {
                own.kills++;
                (own == attacker ? defender : attacker).deaths++;
            }
            case "ASSIST" -> own.assists++;
            default -> own.objectives++;
        }
    }

    /// The program derives this event itself.
    void capture(Tally own, JsonNode land) {
        var weight = Map.of("RESOURCE", 1, "STRATEGIC", 2, "CAPITAL", 4).get(land.path("type").asString());
        accepted++;
        own.points += 200 * weight * (10 + land.path("siege_difficulty").asInt() - 1) / 10;
    }

    /// What nobody known has signed stands in no war's counts; what is malformed is a dead letter, and not in the feed.
    void reject(String code) {
        rejected += code.equals("SCORE_SIGNATURE_INVALID") ? 0 : 1;
        if (!code.equals("SCORE_MALFORMED")) {
            codes.merge(code, 1, Integer::sum);
        }
    }
}
