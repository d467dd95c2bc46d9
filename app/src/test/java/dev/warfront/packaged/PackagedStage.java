package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.PostgresServer;
import dev.warfront.bench.stage.Stage;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// The packaged program as the stage of a bench. One that runs goes on, and has other settings after its next start.
final class PackagedStage implements Stage {

    private static final Duration STOP = Duration.ofMinutes(2);

    private final PackagedProgram program;

    PackagedStage(PackagedProgram program) {
        this.program = program;
    }

    /// The packaged program starts from a cache anyway.
    @Override
    public void prepare() {}

    @Override
    public void start(Map<String, String> settings) {
        settings.forEach(program::with);
        if (!program.isRunning()) {
            program.start();
        }
    }

    @Override
    public void launch(Map<String, String> settings) {
        settings.forEach(program::with);
        program.launch();
    }

    @Override
    public void awaitReady() {
        program.awaitReady();
    }

    @Override
    public void stop() {
        assertThat(program.terminate(STOP)).isEqualTo(PackagedProgram.TERMINATED);
    }

    @Override
    public void kill() {
        program.kill();
    }

    @Override
    public long pid() {
        return program.pid();
    }

    @Override
    public Stage another() {
        return new PackagedStage(program.another());
    }

    @Override
    public String member() {
        return program.name();
    }

    @Override
    public URI management() {
        return program.management();
    }

    @Override
    public Database database() {
        var postgres = program.servers().postgres();
        return new Database(postgres.jdbcUrl() + "?user=" + PostgresServer.USER, postgres.r2dbcUrl());
    }
}
