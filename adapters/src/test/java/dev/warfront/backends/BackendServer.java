package dev.warfront.backends;

import java.net.InetAddress;

/// One embedded server, on the loopback interface only. It can be stopped and started again on the same port and data,
/// which is what crash tests do.
public interface BackendServer {

    /// Where all of them listen.
    String HOST = InetAddress.getLoopbackAddress().getHostAddress();

    /// Returns when the server answers; does nothing when it already does. Blocks.
    void start();

    /// Stops it cleanly and keeps port and data. Blocks.
    void stop();

    boolean isRunning();

    int port();
}
