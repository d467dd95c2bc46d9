package dev.warfront.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryLatencyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            select * from clan_wars where id = $1              | select clan_wars
            SELECT count(*) FROM timers                        | select timers
            insert into outbox_events (id) values ($1)         | insert outbox_events
            update guilds set treasury = treasury - $1         | update guilds
            delete from identity_session where id = $1         | delete identity_session
            with due as (select id from timers) select 1       | with timers
            copy clan_war_scores (event_id) from stdin binary  | copy clan_war_scores
            select 1                                           | select
            begin                                              | begin
            --                                                 | other
            """)
    void aStatementIsNamedByItsVerbAndItsFirstTable(String statement, String name) {
        assertThat(QueryLatency.nameOf(statement)).isEqualTo(name);
    }
}
