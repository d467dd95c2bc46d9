package dev.warfront.app;

import dev.warfront.audit.AuditEntry;
import dev.warfront.audit.ChainCheck;
import dev.warfront.audit.ChainEntries;
import dev.warfront.audit.ChainHead;
import dev.warfront.audit.ChainLink;
import dev.warfront.audit.Target;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.env.Environment;

/// Checks the chain of the audit log from its beginning, beside the program, configured as it is. Prints the
/// first entry that is not as it was, and entries that nobody chains. It reads one instant of the database,
/// row by row. Source: docs/rules/audit.md, the check.
public final class AuditCheck {
    /// A head that was noted before, `seq:hash`; several, with commas.
    static final String NOTED = "warfront.audit.noted";

    private static final int ROWS = 1_000;

    private static final String CHAINED = """
            select id, at, actor_id, roles, action, target_type, target_id, address, correlation_id,
                   chain_seq, prev_hash, hash
            from audit_entry where chain_seq is not null order by chain_seq""";

    /// As of the instant that is read, however long the check has taken.
    private static final String LATE = """
            select id, count(*) over () as entries, extract(epoch from now() - at)::bigint as seconds
            from audit_entry where chain_seq is null and at < now() - make_interval(secs => %d)
            order by at, id limit 1""".formatted(ChainEntries.LATE.toSeconds());

    private AuditCheck() {}

    /// What became of a check.
    enum Outcome {
        WHOLE(0),
        BROKEN(1),
        /// What is chained is whole.
        UNCHAINED(2);

        private final int exit;

        Outcome(int exit) {
            this.exit = exit;
        }
    }

    /// Ends the JVM, with the number of the outcome; by an error with 1.
    ///
    /// @param args settings, as the program takes them; `--warfront.audit.noted=seq:hash`
    public static void main(String... args) throws SQLException {
        System.exit(run(System.out, args).exit);
    }

    static Outcome run(PrintStream out, String... args) throws SQLException {
        var application = new SpringApplicationBuilder(NoBeans.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties("spring.main.banner-mode=off");
        try (var context = application.run(args);
                var connection = connect(context.getEnvironment())) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false); // or the driver would fetch all rows at once
            return check(connection, noted(context.getEnvironment()), out);
        }
    }

    private static Outcome check(Connection connection, List<ChainHead> noted, PrintStream out) throws SQLException {
        var check = new ChainCheck(noted);
        try (var statement = connection.createStatement()) {
            var broken = followed(statement, check).or(() -> check.end(storedHead(connection)));
            out.println(broken.map(what -> "BROKEN: " + what).orElse("WHOLE") + "; followed to " + check.head());
            var late = late(statement);
            late.ifPresent(what -> out.println("UNCHAINED: " + what));
            return broken.isPresent()
                    ? Outcome.BROKEN
                    : late.map(_ -> Outcome.UNCHAINED).orElse(Outcome.WHOLE);
        }
    }

    private static Optional<String> followed(Statement statement, ChainCheck check) throws SQLException {
        statement.setFetchSize(ROWS);
        try (var rows = statement.executeQuery(CHAINED)) {
            while (rows.next()) {
                var broken = check.next(entry(rows), link(rows));
                if (broken.isPresent()) {
                    return broken;
                }
            }
            return Optional.empty();
        }
    }

    private static Optional<String> late(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery(LATE)) {
            return rows.next()
                    ? Optional.of("%d, the oldest entry (%s) for %d s"
                            .formatted(rows.getLong("entries"), rows.getString("id"), rows.getLong("seconds")))
                    : Optional.empty();
        }
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        var roles = (String[]) row.getArray("roles").getArray();
        return new AuditEntry(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new Caller(
                        new PlayerId(row.getObject("actor_id", UUID.class)),
                        Arrays.stream(roles).map(Role::valueOf).collect(Collectors.toSet())),
                row.getString("action"),
                new Target(row.getString("target_type"), row.getString("target_id")),
                row.getString("address"),
                row.getString("correlation_id"));
    }

    private static ChainLink link(ResultSet row) throws SQLException {
        return new ChainLink(row.getLong("chain_seq"), hex(row, "prev_hash"), hex(row, "hash"));
    }

    private static ChainHead storedHead(Connection connection) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select seq, hash from audit_chain")) {
            return rows.next() ? new ChainHead(rows.getLong("seq"), hex(rows, "hash")) : ChainHead.START;
        } catch (SQLException e) {
            throw new IllegalStateException("the head of the audit chain cannot be read", e);
        }
    }

    private static String hex(ResultSet row, String column) throws SQLException {
        return HexFormat.of().formatHex(row.getBytes(column));
    }

    private static List<ChainHead> noted(Environment settings) {
        return Arrays.stream(settings.getProperty(NOTED, String[].class, new String[0]))
                .map(text -> text.split(":", 2))
                .map(parts -> new ChainHead(Long.parseLong(parts[0]), parts[1]))
                .toList();
    }

    private static Connection connect(Environment settings) throws SQLException {
        var who = new Properties();
        who.setProperty("user", settings.getProperty("spring.flyway.user", ""));
        who.setProperty("password", settings.getProperty("spring.flyway.password", ""));
        return DriverManager.getConnection(settings.getRequiredProperty("spring.flyway.url"), who);
    }

    /// Settings are read, nothing is started.
    static final class NoBeans {}
}
