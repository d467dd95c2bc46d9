package dev.warfront.bench.load;

import java.time.Duration;

/// What a process of this machine has used of its processors.
final class ProcessorTime {
    private ProcessorTime() {}

    static Duration of(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("no processor time of process " + pid));
    }
}
