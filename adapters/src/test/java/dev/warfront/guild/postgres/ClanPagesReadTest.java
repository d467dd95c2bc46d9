package dev.warfront.guild.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.ScratchDatabase;
import dev.warfront.guild.ClanDirectory.Filter;
import dev.warfront.kernel.postgres.RowsRead;
import dev.warfront.testing.Depth;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.r2dbc.core.DatabaseClient;

/// A hundred thousand clans, with `-Ddeep` a million, a third of them disbanded: whatever is looked for, a page
/// reads no more than a page.
@Execution(ExecutionMode.CONCURRENT)
class ClanPagesReadTest {
    private static final int COUNT = Depth.isDeep() ? 1_000_000 : 100_000;
    private static final int LIMIT = 50;
    /// One more than is answered shows whether there is more; the server looks at the ends of an index to plan.
    private static final int PAGE = LIMIT + 30;
    private static final String REGION = "region-3";

    /// Names begin with any of sixteen letters, and one in a hundred with another word. They are their keys.
    private static final String CLANS = """
            create function letters(hex text) returns text language sql immutable
                return translate(hex, '0123456789', 'mnpqrtuvwx');
            insert into guilds (id, name, name_key, tag, tag_key, leader_id, member_count, max_members, region, status,
                                created_at)
            select md5(i::text)::uuid, name, name, tag, tag, md5(i::text)::uuid, (i % 3 > 0)::int, 50,
                   'region-' || i / 100 % 50, case when i % 3 > 0 then 'ACTIVE' else 'DISBANDED' end, now()
            from generate_series(1, :count) i
            cross join lateral (
                select case when i % 100 = 1 then 'wolves' else '' end || letters(md5(i::text)) as name,
                       case when i % 100 = 1 then 'ash' else '' end || letters(reverse(lpad(to_hex(i * 7), 6, '0'))) as tag) drawn""".replace(":count", Integer.toString(COUNT));

    private static final ScratchDatabase DATABASE = ScratchDatabase.empty();

    private final DatabaseClient client = DatabaseClient.create(DATABASE.connections());
    private final PostgresClanDirectory directory = new PostgresClanDirectory(client);
    private final RowsRead rows = new RowsRead(client);

    @BeforeAll
    static void fill() {
        DATABASE.fill("guilds", CLANS);
    }

    @AfterAll
    static void forget() {
        DATABASE.close();
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                        Filter.all(null),
                        Filter.all(REGION),
                        Filter.named("a", null),
                        Filter.named("wol", null),
                        Filter.named("wol", REGION),
                        Filter.named("b", REGION),
                        Filter.tagged("n", null),
                        Filter.tagged("ash", null),
                        Filter.tagged("ash", REGION),
                        Filter.tagged("p", REGION))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aPageReadsNoMoreThanAPage(Filter filter) {
        assertThat(rows.byPages(page -> directory.list(filter, page), LIMIT))
                .as("%s", filter)
                .allMatch(read -> read > 0 && read <= PAGE);
    }
}
