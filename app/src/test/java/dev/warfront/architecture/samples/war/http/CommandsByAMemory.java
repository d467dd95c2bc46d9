package dev.warfront.architecture.samples.war.http;

import dev.warfront.kernel.WarId;
import dev.warfront.war.CancelWar;
import dev.warfront.war.HotWars;
import java.util.function.Function;

record CommandsByAMemory(CancelWar command, HotWars hot) {
    Object read(WarId war) {
        Function<WarId, Object> remembered = hot.wars()::of;
        return remembered.apply(war);
    }
}
