package dev.warfront.app;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One program for all test classes that need none of their own: begins with the first of them, ends with the last
/// test. From one address come all their registrations and log-ins, good and bad.
final class SharedProgram implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningProgram.class;
    }

    @Override
    public RunningProgram resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedProgram.class))
                .computeIfAbsent(
                        RunningProgram.class,
                        _ -> new RunningProgram(
                                "--war.identity.login.address.failures=1000",
                                "--war.identity.registration.per-address=1000"),
                        RunningProgram.class);
    }
}
