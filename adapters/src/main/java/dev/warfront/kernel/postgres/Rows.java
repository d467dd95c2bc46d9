package dev.warfront.kernel.postgres;

import dev.warfront.kernel.StaleWrite;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/// Reading, binding and changing rows by hand.
public final class Rows {
    private Rows() {}

    /// A column that is never null; fails with its name when it is.
    public static <T> T required(Readable row, String column, Class<T> type) {
        var value = row.get(column, type);
        if (value == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return value;
    }

    /// Runs a compare-and-set.
    ///
    /// Error: {@link StaleWrite} when it did not change one row, since what it compares has changed.
    public static Mono<Void> change(GenericExecuteSpec sql, String what, Object id) {
        return sql.fetch()
                .rowsUpdated()
                .flatMap(rows -> rows == 1 ? Mono.empty() : Mono.error(new StaleWrite(what + " " + id)));
    }

    /// What to bind where the value may be null.
    public static Parameter nullable(Class<?> type, @Nullable Object value) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }

    /// One column of many rows, to be bound as an array.
    public static <S, T> T[] column(List<S> rows, Function<S, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
