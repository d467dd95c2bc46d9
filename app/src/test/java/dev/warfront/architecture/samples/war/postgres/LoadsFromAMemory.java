package dev.warfront.architecture.samples.war.postgres;

import dev.warfront.kernel.WarId;
import dev.warfront.war.HotWars;
import dev.warfront.war.WarView;
import reactor.core.publisher.Mono;

final class LoadsFromAMemory {
    private LoadsFromAMemory() {}

    static Mono<WarView> load(HotWars wars, WarId war) {
        return wars.wars().of(war);
    }
}
