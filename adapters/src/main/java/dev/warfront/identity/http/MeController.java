package dev.warfront.identity.http;

import dev.warfront.identity.Account;
import dev.warfront.identity.Accounts;
import dev.warfront.identity.http.AuthJson.MeJson;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.http.LooseAnswer;
import dev.warfront.kernel.http.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// The caller's own account.
@RestController
final class MeController {
    private final Accounts accounts;

    MeController(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/api/v1/me")
    @Allow
    Mono<ResponseEntity<Object>> me(Caller caller) {
        return accounts.find(caller.id())
                .filter(Account::active)
                .map(account -> LooseAnswer.ok(MeJson.of(account)))
                .defaultIfEmpty(Problem.of(HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED"));
    }
}
