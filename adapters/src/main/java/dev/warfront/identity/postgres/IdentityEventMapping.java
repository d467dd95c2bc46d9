package dev.warfront.identity.postgres;

import dev.warfront.identity.IdentityEvent;
import dev.warfront.kernel.Role;
import dev.warfront.outbox.postgres.EventMapping;
import dev.warfront.outbox.postgres.Published;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Topic `identity.account`, keyed by the account. Passwords and keys are never part of it.
@Component
public final class IdentityEventMapping implements EventMapping<IdentityEvent> {

    @Override
    public Class<IdentityEvent> type() {
        return IdentityEvent.class;
    }

    @Override
    public Published map(IdentityEvent event) {
        return switch (event) {
            case IdentityEvent.AccountCreated created ->
                published(
                        "account.created",
                        created,
                        new AccountCreatedJson(
                                created.account().value(),
                                created.login().text(),
                                created.displayName(),
                                created.roles().stream()
                                        .map(Role::name)
                                        .sorted()
                                        .toList(),
                                created.occurredAt()));
        };
    }

    private static Published published(String type, IdentityEvent event, Object payload) {
        var id = event.account().value();
        return new Published(type, 1, "account", id, IdentityEvent.FEED, id.toString(), payload);
    }

    /// Of the event `account.created`.
    public record AccountCreatedJson(
            UUID accountId, String login, String displayName, List<String> roles, Instant at) {}
}
