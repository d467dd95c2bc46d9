package dev.warfront.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Work that goes on without a pause, cut into windows of equal counts: one long run gives several figures, and none
/// has a start or an end in it. What is seen rises in steps, so a window is as long as from the step that completes the
/// one before to the step that completes it, and counts what lies between them.
final class Pace {
    private final long warmUp;
    private final long window;
    private final int windows;
    private final List<Step> steps = new ArrayList<>();
    private Optional<Step> begin = Optional.empty();

    /// @param warmUp what is done before the first window
    /// @param window how much is done in each
    Pace(long warmUp, long window, int windows) {
        this.warmUp = warmUp;
        this.window = window;
        this.windows = windows;
    }

    /// How much there must be for all windows, and one window more so that the last has no end in it.
    long needed() {
        return warmUp + window * (windows + 1L);
    }

    /// @param count what is done by now
    void see(long count, long nanos) {
        begin = begin.or(() -> Optional.of(new Step(count, nanos)));
        while (!complete() && count >= warmUp + window * steps.size()) {
            steps.add(new Step(count, nanos));
        }
    }

    boolean complete() {
        return steps.size() == windows + 1;
    }

    /// Of each window; of those that one step completed together, as of one. When one completed all of them, there is
    /// nothing but what was done since this was first asked, with its start.
    List<Double> perSecond() {
        var distinct = steps.stream().distinct().toList();
        if (distinct.size() == 1) {
            return List.of(distinct.getFirst().perSecondSince(begin.orElseThrow()));
        }
        var rates = new ArrayList<Double>();
        for (var i = 1; i < distinct.size(); i++) {
            rates.add(distinct.get(i).perSecondSince(distinct.get(i - 1)));
        }
        return rates;
    }

    private record Step(long count, long nanos) {
        double perSecondSince(Step before) {
            return (count - before.count) * 1e9 / (nanos - before.nanos);
        }
    }
}
