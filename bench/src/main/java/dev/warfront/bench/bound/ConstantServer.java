package dev.warfront.bench.bound;

import java.net.URI;

/// A running [ConstantHandler].
public final class ConstantServer implements AutoCloseable {
    private final ChildJvm jvm;

    /// @param body what it answers
    public ConstantServer(String body) {
        jvm = new ChildJvm(ConstantHandler.class, body);
    }

    /// Where it answers.
    public URI address() {
        return URI.create("http://127.0.0.1:" + jvm.firstLine() + "/constant");
    }

    @Override
    public void close() {
        jvm.close();
    }
}
