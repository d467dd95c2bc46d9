package dev.warfront.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class UpkeepTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DatabaseClient database = KernelOnPostgres.database();
    private final String table = "t_" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void givenOldRows_theyAreDeletedInPieces_andOnlyThey() {
        Flux.just(
                        "create table " + table + " (at timestamptz)",
                        "insert into " + table + " select now() - interval '2 hours' from generate_series(1, 2500)",
                        "insert into " + table + " values (now()), (null)")
                .concatMap(statement -> database.sql(statement).then())
                .then(new Upkeep(database, List.of(new OldRows(table, "at", Duration.ofHours(1)))).once())
                .then(database.sql("select count(*) from " + table)
                        .mapValue(Long.class)
                        .one())
                .as(StepVerifier::create)
                .expectNext(2L)
                .expectComplete()
                .verify(PATIENCE);
        database.sql("drop table " + table).then().block(PATIENCE);
    }

    @Test
    void givenWhatIsNoName_itIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OldRows("timers; drop table wars", "at", Duration.ofDays(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new OldRows("timers", "at", Duration.ZERO));
    }
}
