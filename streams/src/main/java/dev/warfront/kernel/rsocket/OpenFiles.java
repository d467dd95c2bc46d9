package dev.warfront.kernel.rsocket;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.springframework.stereotype.Component;

/// The files that the process may open, of which each connection is one.
@Component
class OpenFiles {
    /// Without bound where the system has none.
    long max() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
