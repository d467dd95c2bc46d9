package dev.warfront.territory.postgres;

import static dev.warfront.kernel.postgres.Rows.change;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.territory.Claim;
import dev.warfront.territory.Claims;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Claims as rows of `territory_claims`.
@Component
final class PostgresClaims implements Claims {
    private static final String CLAIM = """
            select id, territory_id, clan_id, claimed_by, cost, started_at, completes_at, status
            from territory_claims""";

    private static final String ADD = """
            insert into territory_claims (id, territory_id, clan_id, claimed_by, cost, started_at, completes_at, status)
            values (:id, :territory, :clan, :claimedBy, :cost, :startedAt, :completesAt, :status)""";

    private final DatabaseClient database;

    PostgresClaims(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Claim> find(Claim.Id id) {
        return database.sql(CLAIM + " where id = :id")
                .bind("id", id.value())
                .map(TerritoryRows::claim)
                .one();
    }

    @Override
    public Mono<List<Claim>> running(TerritoryId territory) {
        return database.sql(CLAIM + " where territory_id = :territory and status = 'RUNNING'"
                        + " order by completes_at, started_at, id")
                .bind("territory", territory.value())
                .map(TerritoryRows::claim)
                .all()
                .collectList();
    }

    @Override
    public Mono<Integer> countRunning(ClanId clan) {
        return database.sql(
                        "select count(*)::int as running from territory_claims where clan_id = :clan and status = 'RUNNING'")
                .bind("clan", clan.value())
                .map(row -> required(row, "running", Integer.class))
                .one();
    }

    @Override
    public Mono<Void> add(Claim claim) {
        return database.sql(ADD)
                .bind("id", claim.id().value())
                .bind("territory", claim.territory().value())
                .bind("clan", claim.clan().value())
                .bind("claimedBy", claim.claimedBy().value())
                .bind("cost", claim.cost())
                .bind("startedAt", claim.startedAt())
                .bind("completesAt", claim.completesAt())
                .bind("status", claim.status().name())
                .then();
    }

    @Override
    public Mono<Void> finish(Claim claim) {
        var sql = database.sql("update territory_claims set status = :status where id = :id and status = 'RUNNING'")
                .bind("id", claim.id().value())
                .bind("status", claim.status().name());
        return change(sql, "claim", claim.id());
    }
}
