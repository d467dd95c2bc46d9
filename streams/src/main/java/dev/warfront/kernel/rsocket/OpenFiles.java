package dev.warfront.kernel.rsocket;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// The open files of this process, of which each connection is one.
final class OpenFiles {
    private OpenFiles() {}

    /// How many it may have; without bound where the system has none.
    static long max() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
