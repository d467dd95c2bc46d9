package dev.warfront.identity.http;

import dev.warfront.identity.ApplySanction;
import dev.warfront.identity.IdentityRefusal.BadSanctionEnd;
import dev.warfront.identity.IdentityRefusal.NoSuchAccount;
import dev.warfront.identity.IdentityRefusal.SanctionForbidden;
import dev.warfront.identity.IdentityRefusal.SanctionOver;
import dev.warfront.identity.IdentityRefusal.SanctionTooLong;
import dev.warfront.identity.IdentityRefusal.UnknownSanction;
import dev.warfront.identity.LiftSanction;
import dev.warfront.identity.StaffAccounts;
import dev.warfront.identity.http.SanctionJson.ApplySanctionJson;
import dev.warfront.identity.http.SanctionJson.LiftSanctionJson;
import dev.warfront.identity.http.SanctionJson.StaffAccountJson;
import dev.warfront.identity.http.SanctionJson.StaffSanctionJson;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.Limited;
import dev.warfront.kernel.http.Refuses;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Staff looks at accounts, takes things away from them and gives them back.
@RestController
@RequestMapping("/api/v1/admin")
@Allow({Role.MODERATOR, Role.ADMIN, Role.SUPER_ADMIN})
final class SanctionController {
    private final ApplySanction applySanction;
    private final LiftSanction liftSanction;
    private final StaffAccounts accounts;
    private final IdentityProblems problems;

    SanctionController(
            ApplySanction applySanction, LiftSanction liftSanction, StaffAccounts accounts, IdentityProblems problems) {
        this.applySanction = applySanction;
        this.liftSanction = liftSanction;
        this.accounts = accounts;
        this.problems = problems;
    }

    /// Takes something away from an account.
    @PostMapping("/sanctions")
    @ResponseStatus(HttpStatus.CREATED)
    @Refuses({NoSuchAccount.class, SanctionForbidden.class, SanctionTooLong.class, BadSanctionEnd.class})
    @Limited(SanctionLimit.NAME)
    Mono<StaffSanctionJson> applySanction(Caller caller, @Valid @RequestBody ApplySanctionJson body) {
        return applySanction.apply(caller, body.order()).map(problems::valueOf).map(StaffSanctionJson::of);
    }

    /// Ends a sanction before its time.
    @PostMapping("/sanctions/{id}/lift")
    @Refuses({UnknownSanction.class, SanctionForbidden.class, SanctionTooLong.class, SanctionOver.class})
    @Limited(SanctionLimit.NAME)
    Mono<ResponseEntity<StaffSanctionJson>> liftSanction(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody LiftSanctionJson body) {
        return liftSanction
                .lift(caller, id, body.reason())
                .map(problems::valueOf)
                .map(lifted -> Answer.ok(StaffSanctionJson.of(lifted)));
    }

    /// An account as staff sees it, with its sanctions.
    @GetMapping("/accounts/{id}")
    @Refuses(NoSuchAccount.class)
    Mono<ResponseEntity<StaffAccountJson>> getAccount(@PathVariable UUID id) {
        return accounts.find(new PlayerId(id))
                .map(view -> Answer.ok(StaffAccountJson.of(view)))
                .switchIfEmpty(problems.refuse(new NoSuchAccount(new PlayerId(id))));
    }
}
