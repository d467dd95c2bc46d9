package dev.warfront.bench.simulator;

import dev.warfront.bench.book.Land;
import dev.warfront.bench.book.Side;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which battles are fought when. Both outcomes happen, the attacker captures something, and with three territories one
/// battle is still fought when the war is over.
final class BattlePlan {
    private static final List<Step> STEPS = List.of(
            new Step(0, 0.03, 0.30, Optional.of(Side.DEFENDER)),
            new Step(1, 0.05, 0.45, Optional.of(Side.ATTACKER)),
            new Step(2, 0.08, 0.60, Optional.of(Side.DEFENDER)),
            new Step(0, 0.36, 0.70, Optional.of(Side.ATTACKER)),
            new Step(2, 0.68, 1, Optional.empty()));

    private final Battles battles;
    private final List<Land> targets;
    private final LoadPeriod period;

    BattlePlan(Battles battles, List<Land> targets, LoadPeriod period) {
        this.battles = battles;
        this.targets = targets;
        this.period = period;
    }

    /// One thread's work each: the battles for one territory, of which the next waits for the end of the one before.
    List<Runnable> works() {
        return STEPS.stream()
                .filter(step -> step.target() < targets.size())
                .collect(Collectors.groupingBy(Step::target))
                .values()
                .stream()
                .<Runnable>map(steps -> () -> steps.forEach(this::fight))
                .toList();
    }

    private void fight(Step step) {
        Waiting.until(period.at(step.begins()));
        var battle = battles.begin(targets.get(step.target()));
        if (battle.isPresent() && step.winner().isPresent()) {
            Waiting.until(period.at(step.ends()));
            battles.end(battle.get(), step.winner().get());
        }
    }

    /// Parts of the period; without a winner the end of the war ends it.
    private record Step(int target, double begins, double ends, Optional<Side> winner) {}
}
