package dev.warfront.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.r2dbc.core.DatabaseClient;

class QueryLatencyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            select * from clan_wars where id = $1              | select clan_wars
            SELECT count(*) FROM timers                        | select timers
            insert into outbox_events (id) values ($1)         | insert outbox_events
            update guilds set treasury = treasury - $1         | update guilds
            delete from identity_session where id = $1         | delete identity_session
            with due as (select id from timers) select 1       | with timers
            select 1                                           | select
            begin                                              | begin
            --                                                 | other
            """)
    void aStatementIsNamedByItsVerbAndItsFirstTable(String statement, String name) {
        assertThat(QueryLatency.nameOf(statement)).isEqualTo(name);
    }

    @Test
    void givenAStatementOnARealDatabase_itsTimeIsRecordedUnderItsName() {
        var metrics = new SimpleMeterRegistry();
        var measured = new QueryLatency(metrics)
                .decorate(ConnectionFactories.get(
                        EmbeddedServers.shared().postgres().r2dbcUrl()));

        DatabaseClient.create(measured)
                .sql("select relname from pg_class limit 3")
                .fetch()
                .all()
                .blockLast(PATIENCE);

        var timer = metrics.get("war.db.query.latency")
                .tag("query", "select pg_class")
                .timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.max(TimeUnit.NANOSECONDS)).isPositive();
    }
}
