package dev.warfront.audit.http;

import dev.warfront.audit.AuditChain;
import dev.warfront.audit.AuditLog;
import dev.warfront.audit.http.AuditJson.AuditEntryJson;
import dev.warfront.audit.http.AuditJson.ChainHeadJson;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.Answer.ListJson;
import dev.warfront.kernel.http.FieldViolation;
import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.ProblemException;
import dev.warfront.kernel.http.StorableInstants;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// What staff may know of what was done.
@RestController
@RequestMapping("/api/v1/admin/audit")
@Allow({Role.ADMIN, Role.SUPER_ADMIN})
final class AuditController {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private final AuditLog log;
    private final AuditChain chain;

    AuditController(AuditLog log, AuditChain chain) {
        this.log = log;
        this.chain = chain;
    }

    /// What staff and game servers did, newest first.
    ///
    /// @param actor only what that account did
    /// @param action only what was done by that route
    /// @param target only what was done to that
    /// @param from only what was done then or later
    /// @param until only what was done before that
    @GetMapping
    Mono<ResponseEntity<ListJson<AuditEntryJson>>> listAuditEntries(
            @RequestParam(required = false) @Nullable UUID actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            PageRequest page) {
        requireWord("action", action);
        requireWord("target", target);
        StorableInstants.require("from", from);
        StorableInstants.require("until", until);
        var filter = new AuditLog.Filter(actor == null ? null : new PlayerId(actor), action, target, from, until);
        return log.page(filter, page).map(found -> Answer.page(found, AuditEntryJson::of));
    }

    /// The last link of the chain over the audit log.
    @GetMapping("/head")
    Mono<ResponseEntity<ChainHeadJson>> getAuditHead() {
        return chain.head().map(head -> Answer.ok(ChainHeadJson.of(head)));
    }

    private static void requireWord(String field, @Nullable String text) {
        if (text != null && !WORD.matcher(text).matches()) {
            throw new ProblemException(Problem.invalid(List.of(new FieldViolation("MALFORMED", field))));
        }
    }
}
