package dev.warfront.audit.http;

import static dev.warfront.audit.TestAudit.PATIENCE;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.ProblemException;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Commands whose effect is a row in a table of tests. Abstract, so that no scan takes it into a program.
@RestController
abstract class TestCommands {
    final AtomicInteger racesToLose = new AtomicInteger();

    /// Makes the table.
    static void prepare() {
        TestDatabase.get()
                .client()
                .sql("create table if not exists test_audited (id uuid not null)")
                .then()
                .block(PATIENCE);
    }

    @PostMapping("/api/v1/audited")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(Role.ADMIN)
    Mono<HttpEntity<AuditedJson>> create() {
        return Mono.just(Answer.created("/api/v1/audited/17", new AuditedJson(17), 1));
    }

    @GetMapping("/api/v1/audited/{id}")
    @Allow(Role.ADMIN)
    Mono<AuditedJson> get(@PathVariable int id) {
        return Mono.just(new AuditedJson(id));
    }

    @PostMapping("/api/v1/audited/{id}/abort")
    @Allow({Role.MODERATOR, Role.ADMIN})
    Mono<Void> abort(@PathVariable UUID id) {
        return effect(id);
    }

    @PostMapping("/api/v1/audited/{id}/start")
    @Allow(Role.GAME_SERVER)
    Mono<Void> begin(@PathVariable UUID id) {
        return effect(id);
    }

    @DeleteMapping("/api/v1/audited/{id}")
    @Allow(Role.ADMIN)
    Mono<Void> delete(@PathVariable UUID id) {
        return effect(id);
    }

    @PostMapping("/api/v1/audited/{id}/leave")
    @Allow(Role.PLAYER)
    Mono<Void> leave(@PathVariable UUID id) {
        return effect(id);
    }

    @PostMapping("/api/v1/audited/{id}/refuse")
    @Allow(Role.ADMIN)
    Mono<Void> refuse(@PathVariable UUID id) {
        return effect(id).then(Mono.error(new ProblemException(Problem.with(HttpStatus.CONFLICT, "NO_MORE"))));
    }

    @PostMapping("/api/v1/audited/{id}/fail")
    @Allow(Role.ADMIN)
    Mono<Void> fail(@PathVariable UUID id) {
        return effect(id).then(Mono.error(new IllegalStateException("a mistake")));
    }

    @PostMapping("/api/v1/audited/{id}/raced")
    @Allow(Role.ADMIN)
    Mono<Void> raced(@PathVariable UUID id) {
        return effect(id)
                .then(Mono.defer(() -> racesToLose.getAndDecrement() > 0
                        ? Mono.error(new StaleWrite("audited " + id))
                        : Mono.empty()));
    }

    /// How often the target was changed.
    static long effects(UUID target) {
        return Objects.requireNonNull(TestDatabase.get()
                .client()
                .sql("select count(*) from test_audited where id = :id")
                .bind("id", target)
                .mapValue(Long.class)
                .one()
                .block(PATIENCE));
    }

    private static Mono<Void> effect(UUID id) {
        return TestDatabase.get()
                .client()
                .sql("insert into test_audited (id) values (:id)")
                .bind("id", id)
                .then();
    }

    record AuditedJson(int id) {}
}
