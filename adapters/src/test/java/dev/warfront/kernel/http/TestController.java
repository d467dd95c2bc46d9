package dev.warfront.kernel.http;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.InvalidCursor;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.Unavailable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// One route for each thing the kernel does. Abstract, so that no scan takes it into a program.
@RestController
@Allow(everyone = true)
abstract class TestController {
    record PartJson(@NotNull @Size(min = 2, max = 5) String name) {}

    record ThingJson(
            @NotNull @Size(min = 3, max = 20) String displayName,
            @Min(1) @Max(10) int level,
            @NotNull UUID owner,
            @NotNull @Size(min = 1, max = 3) @Valid List<PartJson> parts) {}

    enum Color {
        RED,
        GREEN
    }

    /// Primitives are required, and so is what says so.
    record PaintJson(
            long litres,
            boolean glossy,
            double price,
            @NotNull Color color,
            @Nullable UUID owner,
            @Nullable List<Color> others) {}

    @PostMapping("/api/v1/auth/paint")
    @WithoutKey("changes nothing")
    Mono<ResponseEntity<PaintJson>> paint(@Valid @RequestBody PaintJson paint) {
        return Mono.just(Answer.ok(paint));
    }

    @GetMapping("/api/v1/colors/{color}")
    Mono<ResponseEntity<String>> color(
            @PathVariable Color color,
            @RequestParam(required = false) @Nullable Color other,
            @RequestParam(required = false) Optional<Color> third,
            @RequestParam(name = "long_name", required = false) @Nullable UUID renamed,
            @RequestParam(required = false) @Nullable List<String> many,
            PageRequest page) {
        return Mono.just(Answer.ok(color + " " + other + " " + many));
    }

    @GetMapping("/api/v1/me")
    Mono<ResponseEntity<UUID>> me(Caller caller) {
        return Mono.just(Answer.ok(caller.id().value(), 7));
    }

    @GetMapping("/api/v1/anybody")
    Mono<ResponseEntity<Boolean>> anybody(Optional<Caller> caller) {
        return Mono.just(Answer.ok(caller.isPresent()));
    }

    @GetMapping("/api/v1/things")
    Mono<ResponseEntity<Answer.ListJson<Integer>>> things(PageRequest page) {
        return Mono.just(Answer.page(new Page<>(List.of(page.limit()), page.cursor()), limit -> limit));
    }

    @GetMapping("/api/v1/things/{id}")
    Mono<ResponseEntity<String>> thing(@PathVariable UUID id, @RequestParam int depth) {
        return Mono.just(Answer.ok(id.toString() + depth));
    }

    @PostMapping("/api/v1/auth/things")
    @WithoutKey("changes nothing")
    Mono<ResponseEntity<ThingJson>> validated(@Valid @RequestBody ThingJson thing) {
        return Mono.just(Answer.ok(thing));
    }

    @PutMapping("/api/v1/things/{id}")
    @Allow
    Mono<ResponseEntity<UUID>> put(@PathVariable UUID id, IfMatch ifMatch) {
        return Mono.just(Answer.ok(id, ifMatch.version()));
    }

    @DeleteMapping("/api/v1/things/{id}")
    @Allow
    Mono<ResponseEntity<Void>> stale(@PathVariable UUID id, IfMatch ifMatch) {
        return Mono.error(new StaleWrite(id + " " + ifMatch.version()));
    }

    @GetMapping("/api/v1/fail/{how}")
    Mono<ResponseEntity<String>> fail(@PathVariable String how) {
        return switch (how) {
            case "bug" -> Mono.error(new IllegalStateException("secret"));
            case "stale" -> Mono.error(new StaleWrite("thing"));
            case "away" -> Mono.error(new Unavailable("redis"));
            case "cursor" -> Mono.error(new InvalidCursor());
            case "slow" -> Mono.delay(Duration.ofMinutes(1)).map(_ -> Answer.ok("at last"));
            case "refused" ->
                Mono.error(new ProblemException(Problem.with(HttpStatus.TOO_MANY_REQUESTS, "LIMIT")
                        .detail("too many")
                        .retryAt(Instant.parse("2026-12-01T10:00:00Z"))
                        .extra("left", 0)));
            default -> throw new IllegalArgumentException("thrown, not signalled");
        };
    }

    /// The same failures in a context with codes of its own.
    @RestController
    @CodePrefix("WAR_")
    @Allow(everyone = true)
    abstract static class OfWars {
        private final TestController things = new TestController() {};

        @DeleteMapping("/api/v1/clan-wars/{id}")
        @Allow
        Mono<ResponseEntity<Void>> stale(@PathVariable UUID id, IfMatch ifMatch) {
            return things.stale(id, ifMatch);
        }

        @GetMapping("/api/v1/clan-wars/{how}/fail")
        Mono<ResponseEntity<String>> fail(@PathVariable String how) {
            return things.fail(how);
        }
    }
}
