package dev.warfront.architecture.samples.war;

import dev.warfront.kernel.WarId;
import dev.warfront.war.HotWars;

final class DecidesByAMemory {
    private DecidesByAMemory() {}

    static boolean exists(HotWars hot, WarId war) {
        return hot.wars().known(war) != null;
    }
}
