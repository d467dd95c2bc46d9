package dev.warfront.identity.http;

import dev.warfront.identity.Account;
import dev.warfront.identity.Accounts;
import dev.warfront.identity.IdentityRefusal.UnknownAccount;
import dev.warfront.identity.http.AuthJson.OwnAccountJson;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.Refuses;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// The caller's own account.
@RestController
final class MeController {
    private final Accounts accounts;
    private final IdentityProblems problems;

    MeController(Accounts accounts, IdentityProblems problems) {
        this.accounts = accounts;
        this.problems = problems;
    }

    /// The caller's own account.
    @GetMapping("/api/v1/me")
    @Allow
    @Refuses(UnknownAccount.class)
    Mono<ResponseEntity<OwnAccountJson>> getOwnAccount(Caller caller) {
        return accounts.find(caller.id())
                .filter(Account::active)
                .map(account -> Answer.ok(OwnAccountJson.of(account)))
                .switchIfEmpty(problems.refuse(new UnknownAccount(caller.id())));
    }
}
