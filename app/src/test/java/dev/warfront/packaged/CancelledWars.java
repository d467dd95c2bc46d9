package dev.warfront.packaged;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import java.util.List;
import java.util.UUID;

/// Wars that were over before anybody fought, all in one partition of the log. Everybody finds such ids in the list of
/// wars.
record CancelledWars(List<UUID> ids) {

    private static final String INSERTED = """
            with wars as (
                insert into clan_wars (id, attacker_clan_id, defender_clan_id, war_type, status, phase_epoch,
                                       phase_started_at, declared_at, ended_at, outcome, end_reason, declaration_cost,
                                       declared_by, region, rules, version)
                select id, gen_random_uuid(), gen_random_uuid(), 'RANKING', 'ENDED', 5, now(), now(), now(), 'NONE',
                       'CANCELLED', 0, gen_random_uuid(), 'ashfall', '{}', 1
                from unnest(string_to_array(?, ',')::uuid[]) as id
                returning id),
            counters as (insert into clan_war_counters (war_id, log_seq) select id, 1 from wars returning war_id)
            select count(*) from counters""";

    private static final String SCORED = """
            select count(*) from clan_war_score_state where war_id = any(string_to_array(?, ',')::uuid[])""";

    /// Puts so many into the tables.
    static CancelledWars in(EmbeddedServers servers, int partition, int count) {
        var wars = new CancelledWars(GoodServer.warsOf(partition).limit(count).toList());
        assertThat(wars.number(servers, INSERTED)).isEqualTo(count);
        return wars;
    }

    /// Those of which something stands in the tables of scores.
    long scored(EmbeddedServers servers) {
        return number(servers, SCORED);
    }

    private long number(EmbeddedServers servers, String sql) {
        try (var stored = StoredState.open(servers)) {
            return stored.number(sql, ids.stream().map(UUID::toString).collect(joining(",")));
        }
    }
}
