package dev.warfront.kernel.postgres;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// How long statements take, from the execution to the end of the last result: `war_db_query_latency` {query}, where
/// the query is named by its verb and the first table it names, as `select clan_wars`.
final class QueryLatency {
    /// Statements are constants of the program; whatever else comes shares one name.
    private static final int STATEMENTS_MAX = 1_000;
    private static final String OTHER = "other";
    private static final Pattern TABLE = Pattern.compile("\\b(?:from|into|update|copy)\\s+([a-z_][a-z0-9_]*)");
    private static final Pattern VERB = Pattern.compile("^\\s*([a-z]+)");

    private final MeterRegistry metrics;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    QueryLatency(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void record(String statement, long nanos) {
        timer(statement).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String statement) {
        var known = timers.get(statement);
        if (known != null) {
            return known;
        }
        return timers.size() < STATEMENTS_MAX
                ? timers.computeIfAbsent(statement, each -> named(nameOf(each)))
                : named(OTHER);
    }

    private Timer named(String query) {
        return metrics.timer("war.db.query.latency", "query", query);
    }

    static String nameOf(String statement) {
        var text = statement.toLowerCase(Locale.ROOT);
        var verb = VERB.matcher(text);
        var table = TABLE.matcher(text);
        if (!verb.find()) {
            return OTHER;
        }
        return table.find() ? verb.group(1) + " " + table.group(1) : verb.group(1);
    }
}
