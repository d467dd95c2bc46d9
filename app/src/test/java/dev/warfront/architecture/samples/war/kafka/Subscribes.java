package dev.warfront.architecture.samples.war.kafka;

import reactor.core.Disposable;
import reactor.core.publisher.Flux;

class Subscribes {
    Disposable run() {
        return Flux.range(1, 3).subscribe();
    }
}
