package dev.warfront.app;

import dev.warfront.kernel.kafka.Topics;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One program for all test classes that need none of their own: begins with the first of them, ends with the last
/// test. From one address come all their registrations and log-ins, good and bad.
final class SharedProgram implements ParameterResolver {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningProgram.class;
    }

    @Override
    public RunningProgram resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedProgram.class))
                .computeIfAbsent(RunningProgram.class, _ -> started(), RunningProgram.class);
    }

    /// Once its topics are made, which leaves a small machine no time for anything else.
    private static RunningProgram started() {
        var program = new RunningProgram(
                "--war.identity.login.address.failures=1000", "--war.identity.registration.per-address=1000");
        program.get(Topics.class).ready().block(PATIENCE);
        return program;
    }
}
