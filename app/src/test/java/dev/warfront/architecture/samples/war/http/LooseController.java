package dev.warfront.architecture.samples.war.http;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
abstract class LooseController { // abstract: the development run scans the tests as well
    @GetMapping("/object")
    abstract Mono<ResponseEntity<Object>> object();

    @GetMapping("/raw")
    @SuppressWarnings("rawtypes")
    abstract Mono<ResponseEntity> raw();

    @GetMapping("/wild")
    abstract Mono<ResponseEntity<?>> wild();

    @GetMapping("/right")
    abstract Mono<ResponseEntity<String>> right();
}
