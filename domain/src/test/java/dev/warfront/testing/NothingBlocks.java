package dev.warfront.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails the test in which an event loop was blocked, whether or not the error reached anybody. Found as a service in
/// every test JVM. What comes to light behind the end of a test fails the next, its class, or the run.
public final class NothingBlocks implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(NothingBlocks.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        AutoCloseable atTheEnd = BlockingCalls::assertNone;
        context.getRoot().getStore(NAMESPACE).computeIfAbsent("run", _ -> atTheEnd);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        BlockingCalls.assertNone();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        BlockingCalls.assertNone();
    }
}
