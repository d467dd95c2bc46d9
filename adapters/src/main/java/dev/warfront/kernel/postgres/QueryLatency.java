package dev.warfront.kernel.postgres;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.proxy.core.QueryExecutionInfo;
import io.r2dbc.proxy.listener.ProxyExecutionListener;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.stereotype.Component;

/// Measures every statement, from its execution to the end of its result: `war_db_query_latency` {query}, where the
/// query is named by its verb and the first table it names, as `select clan_wars`.
@Component
final class QueryLatency implements ConnectionFactoryDecorator, ProxyExecutionListener {
    /// Statements are constants of the program; whatever else comes shares one name.
    private static final int STATEMENTS_MAX = 1_000;
    private static final String OTHER = "other";
    private static final Pattern TABLE = Pattern.compile("\\b(?:from|into|update)\\s+([a-z_][a-z0-9_]*)");
    private static final Pattern VERB = Pattern.compile("^\\s*([a-z]+)");

    private final MeterRegistry metrics;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    QueryLatency(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    public ConnectionFactory decorate(ConnectionFactory connections) {
        return ProxyConnectionFactory.builder(connections).listener(this).build();
    }

    @Override
    public void afterQuery(QueryExecutionInfo execution) {
        var queries = execution.getQueries();
        if (!queries.isEmpty()) {
            timer(queries.getFirst().getQuery()).record(execution.getExecuteDuration());
        }
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
