package dev.warfront.architecture.samples.war.http;

import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;

class Blocks {
    static final Function<Mono<String>, Optional<String>> BY_REFERENCE = Mono::blockOptional;
}
