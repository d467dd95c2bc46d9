package dev.warfront.identity.http;

import dev.warfront.audit.Audited;
import dev.warfront.identity.AppealSanction;
import dev.warfront.identity.IdentityRefusal.AppealedBefore;
import dev.warfront.identity.IdentityRefusal.SanctionOver;
import dev.warfront.identity.IdentityRefusal.UnknownSanction;
import dev.warfront.identity.StaffAccounts;
import dev.warfront.identity.http.SanctionJson.AppealSanctionJson;
import dev.warfront.identity.http.SanctionJson.OwnSanctionJson;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.Answer.ListJson;
import dev.warfront.kernel.http.Refuses;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// The caller's own sanctions, and what it says to them.
@Audited
@RestController
@RequestMapping("/api/v1/me/sanctions")
@Allow
final class OwnSanctionController {
    private final StaffAccounts accounts;
    private final AppealSanction appealSanction;
    private final IdentityProblems problems;

    OwnSanctionController(StaffAccounts accounts, AppealSanction appealSanction, IdentityProblems problems) {
        this.accounts = accounts;
        this.appealSanction = appealSanction;
        this.problems = problems;
    }

    /// The caller's own sanctions, newest first.
    @GetMapping
    Mono<ResponseEntity<ListJson<OwnSanctionJson>>> listOwnSanctions(Caller caller) {
        return accounts.sanctionsOf(caller.id()).map(found -> Answer.items(found, OwnSanctionJson::of));
    }

    /// What the caller says to a sanction, once.
    @PostMapping("/{id}/appeal")
    @Refuses({UnknownSanction.class, SanctionOver.class, AppealedBefore.class})
    Mono<ResponseEntity<OwnSanctionJson>> appealSanction(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody AppealSanctionJson body) {
        return appealSanction
                .appeal(caller.id(), id, body.note())
                .map(problems::valueOf)
                .map(sanction -> Answer.ok(OwnSanctionJson.of(sanction)));
    }
}
