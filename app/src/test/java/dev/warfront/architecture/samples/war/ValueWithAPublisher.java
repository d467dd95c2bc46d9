package dev.warfront.architecture.samples.war;

import java.util.List;
import reactor.core.publisher.Mono;

record ValueWithAPublisher(List<Mono<String>> later) {}
