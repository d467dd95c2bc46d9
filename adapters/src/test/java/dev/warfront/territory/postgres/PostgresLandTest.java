package dev.warfront.territory.postgres;

import static dev.warfront.kernel.postgres.Rows.required;
import static dev.warfront.territory.TestLand.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.territory.ClaimsContract;
import dev.warfront.territory.LandPorts;
import dev.warfront.territory.TerritoriesContract;
import dev.warfront.territory.WarLandContract;
import dev.warfront.territory.WorldMapContract;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class PostgresLandTest implements TerritoriesContract, ClaimsContract, WarLandContract, WorldMapContract {
    private final LandOnPostgres land = new LandOnPostgres();

    @Override
    public LandPorts ports() {
        return land;
    }

    /// 10 000 territories, rolled back afterwards.
    private static final String MANY = """
            insert into territories (id, key, name, type, region, location, z, radius_m, siege_difficulty,
                                     resource_type, resource_capacity, base_yield, window_start)
            select gen_random_uuid(), 'plan.' || n, 'Plan ' || n, 'RESOURCE', 'plan',
                   point(random() * 1000000 - 500000, random() * 1000000 - 500000), 0, 300, 1, 'ORE', 7200, 100, 1080
            from generate_series(1, 10000) n""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "where t.is_active and t.location <@ circle(point(1, 2), 2000.001)"
                        + " and t.location <-> point(1, 2) <= 2000 order by t.location <-> point(1, 2), t.id limit 100",
                "where t.is_active order by t.location <-> point(1, 2), t.id limit 10"
            })
    void givenAWorldOfTenThousand_thePlanUsesTheIndexOfLocations(String query) {
        var database = KernelOnPostgres.database();
        var plan = database.sql(MANY)
                .then()
                .then(database.sql("analyze territories").then())
                .thenMany(database.sql("explain select t.id from territories t " + query)
                        .map(row -> required(row, "QUERY PLAN", String.class))
                        .all())
                .collect(Collectors.joining("\n"));

        KernelOnPostgres.transactions()
                .inTransaction(plan.flatMap(lines -> Mono.<String>error(new RolledBack(lines))))
                .as(StepVerifier::create)
                .expectErrorSatisfies(plans -> assertThat(plans)
                        .isInstanceOf(RolledBack.class)
                        .hasMessageContaining("idx_territories_location")
                        .hasMessageNotContaining("Seq Scan"))
                .verify(PATIENCE);
    }

    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RolledBack(String plan) {
            super(plan);
        }
    }
}
