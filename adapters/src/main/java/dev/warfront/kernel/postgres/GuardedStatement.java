package dev.warfront.kernel.postgres;

import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import io.r2dbc.spi.Statement;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/// A statement whose execution is guarded. The driver fails in the results, so their errors are translated too.
final class GuardedStatement implements Statement {
    private final String sql;
    private final Statement statement;
    private final GuardedConnection connection;

    GuardedStatement(String sql, Statement statement, GuardedConnection connection) {
        this.sql = sql;
        this.statement = statement;
        this.connection = connection;
    }

    @Override
    public Flux<Result> execute() {
        return connection.guard(sql, Flux.<Result>from(statement.execute()).map(GuardedResult::new));
    }

    @Override
    public Statement add() {
        statement.add();
        return this;
    }

    @Override
    public Statement bind(int index, Object value) {
        statement.bind(index, value);
        return this;
    }

    @Override
    public Statement bind(String name, Object value) {
        statement.bind(name, value);
        return this;
    }

    @Override
    public Statement bindNull(int index, Class<?> type) {
        statement.bindNull(index, type);
        return this;
    }

    @Override
    public Statement bindNull(String name, Class<?> type) {
        statement.bindNull(name, type);
        return this;
    }

    @Override
    public Statement returnGeneratedValues(String... columns) {
        statement.returnGeneratedValues(columns);
        return this;
    }

    @Override
    public Statement fetchSize(int rows) {
        statement.fetchSize(rows);
        return this;
    }

    private record GuardedResult(Result result) implements Result {
        @Override
        public Publisher<Long> getRowsUpdated() {
            return translated(result.getRowsUpdated());
        }

        @Override
        public <T> Publisher<T> map(BiFunction<Row, RowMetadata, ? extends T> mapping) {
            return translated(result.map(mapping));
        }

        @Override
        public <T> Publisher<T> map(Function<? super Readable, ? extends T> mapping) {
            return translated(result.map(mapping));
        }

        @Override
        public Result filter(Predicate<Segment> filter) {
            return new GuardedResult(result.filter(filter));
        }

        @Override
        public <T> Publisher<T> flatMap(Function<Segment, ? extends Publisher<? extends T>> mapping) {
            return translated(result.flatMap(mapping));
        }

        private static <T> Flux<T> translated(Publisher<T> part) {
            return Flux.from(part).onErrorMap(SqlErrors::translate);
        }
    }
}
