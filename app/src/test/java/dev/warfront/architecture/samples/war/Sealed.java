package dev.warfront.architecture.samples.war;

import reactor.core.publisher.Flux;

sealed interface Sealed {
    final class Hot implements Sealed {
        final Flux<String> names = Flux.empty();
    }
}
