package dev.warfront.kernel.postgres;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.DeadlineExceeded;
import dev.warfront.kernel.TransactionConflict;
import dev.warfront.kernel.Unavailable;
import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.io.IOException;

/// What the errors of the driver mean to the program. The only place that knows SQL states (PostgreSQL documentation,
/// appendix A). What is not named here is a mistake of ours and stays what it is.
final class SqlErrors {
    private static final String DATABASE = "the database";

    private SqlErrors() {}

    /// Of a statement, a commit or a rollback.
    static Throwable translate(Throwable failure) {
        return switch (failure) {
            case R2dbcException error -> byState(error);
            case IOException lost -> new Unavailable(DATABASE, lost);
            default -> failure;
        };
    }

    /// Of a connection that could not be had: the server is away, or all connections are in use.
    static Throwable noConnection(Throwable failure) {
        return failure instanceof R2dbcException || failure instanceof IOException
                ? new Unavailable("a connection to the database", failure)
                : failure;
    }

    private static Throwable byState(R2dbcException error) {
        var state = error.getSqlState() == null ? "" : error.getSqlState();
        return switch (state) {
            case "23505" -> new AlreadyTaken(constraint(error), error);
            case "57014", "55P03" -> new DeadlineExceeded("a statement", error); // query_canceled, lock_not_available
            default -> byClass(state.length() < 2 ? "" : state.substring(0, 2), error);
        };
    }

    private static Throwable byClass(String stateClass, R2dbcException error) {
        return switch (stateClass) {
            case "40" -> new TransactionConflict(error);
            case "08", "25", "53", "57", "58", "XX" -> new Unavailable(DATABASE, error);
            default -> byType(error);
        };
    }

    /// The driver's own errors have no state.
    private static Throwable byType(R2dbcException error) {
        return switch (error) {
            case R2dbcTimeoutException _ -> new DeadlineExceeded("a statement", error);
            case R2dbcTransientResourceException _, R2dbcNonTransientResourceException _ ->
                new Unavailable(DATABASE, error);
            default -> error;
        };
    }

    private static String constraint(R2dbcException error) {
        return error instanceof PostgresqlException postgres
                ? postgres.getErrorDetails().getConstraintName().orElse("")
                : "";
    }
}
