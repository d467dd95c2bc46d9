package dev.warfront.identity.postgres;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.warfront.identity.IdentityEvent;
import dev.warfront.identity.IdentityEvent.AccountCreated;
import dev.warfront.identity.IdentityEvent.AccountLocked;
import dev.warfront.identity.IdentityEvent.AddressLocked;
import dev.warfront.identity.IdentityEvent.GameServerCreated;
import dev.warfront.identity.IdentityEvent.GameServerKeyChanged;
import dev.warfront.identity.IdentityEvent.GameServerRevoked;
import dev.warfront.identity.IdentityEvent.PasswordChanged;
import dev.warfront.identity.IdentityEvent.SanctionApplied;
import dev.warfront.identity.IdentityEvent.SanctionLifted;
import dev.warfront.identity.IdentityEvent.TokenReused;
import dev.warfront.identity.LoginName;
import dev.warfront.identity.SanctionKind;
import dev.warfront.kernel.NamedId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.outbox.postgres.EventMapping;
import dev.warfront.outbox.postgres.Published;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Topic `identity.account`, keyed by the account; what happened to a network address by an id that follows from it.
/// Passwords and keys are never part of it.
@Component
public final class IdentityEventMapping implements EventMapping<IdentityEvent> {
    private static final String ACCOUNT_CREATED = "account.created";
    private static final String ACCOUNT_LOCKED = "account.locked";
    private static final String ADDRESS_LOCKED = "address.locked";
    private static final String TOKEN_REUSED = "account.token_reused";
    private static final String PASSWORD_CHANGED = "account.password_changed";
    private static final String SANCTION_APPLIED = "account.sanction_applied";
    private static final String SANCTION_LIFTED = "account.sanction_lifted";
    private static final String SERVER_CREATED = "game_server.created";
    private static final String SERVER_KEY_CHANGED = "game_server.key_changed";
    private static final String SERVER_REVOKED = "game_server.revoked";
    private static final UUID ADDRESSES = UUID.fromString("5b0c8f6e-8f0e-4d6e-9d53-2f1f6f6f4f0a");

    private final JsonMapper json;

    public IdentityEventMapping(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Class<IdentityEvent> type() {
        return IdentityEvent.class;
    }

    @Override
    public Published map(IdentityEvent event) {
        return switch (event) {
            case AccountCreated created ->
                ofAccount(ACCOUNT_CREATED, created.account(), AccountCreatedJson.of(created));
            case AccountLocked(var account, var until, var at) ->
                ofAccount(ACCOUNT_LOCKED, account, new AccountLockedJson(account.value(), until, at));
            case AddressLocked(var address, var until, var at) ->
                published(
                        ADDRESS_LOCKED,
                        "address",
                        NamedId.of(ADDRESSES, address),
                        new AddressLockedJson(address, until, at));
            case TokenReused(var account, var family, var at) ->
                ofAccount(TOKEN_REUSED, account, new TokenReusedJson(account.value(), family, at));
            case PasswordChanged(var account, var at) ->
                ofAccount(PASSWORD_CHANGED, account, new PasswordChangedJson(account.value(), at));
            case SanctionApplied applied ->
                ofAccount(SANCTION_APPLIED, applied.account(), SanctionAppliedJson.of(applied));
            case SanctionLifted(var account, var sanction, var kind, var by, var at) ->
                ofAccount(
                        SANCTION_LIFTED,
                        account,
                        new SanctionLiftedJson(account.value(), sanction, kind.name(), by.value(), at));
            case GameServerCreated(var server, var name, var by, var at) ->
                ofAccount(
                        SERVER_CREATED,
                        server,
                        new GameServerJson(server.value(), name, by == null ? null : by.value(), at));
            case GameServerKeyChanged(var server, var name, var at) ->
                ofAccount(SERVER_KEY_CHANGED, server, new GameServerKeyChangedJson(server.value(), name, at));
            case GameServerRevoked(var server, var name, var by, var at) ->
                ofAccount(SERVER_REVOKED, server, new GameServerJson(server.value(), name, by.value(), at));
        };
    }

    @Override
    public IdentityEvent parse(String eventType, JsonNode payload) {
        return switch (eventType) {
            case ACCOUNT_CREATED -> read(payload, AccountCreatedJson.class).event();
            case ACCOUNT_LOCKED -> read(payload, AccountLockedJson.class).event();
            case ADDRESS_LOCKED -> read(payload, AddressLockedJson.class).event();
            case TOKEN_REUSED -> read(payload, TokenReusedJson.class).event();
            case PASSWORD_CHANGED -> read(payload, PasswordChangedJson.class).event();
            case SANCTION_APPLIED -> read(payload, SanctionAppliedJson.class).event();
            case SANCTION_LIFTED -> read(payload, SanctionLiftedJson.class).event();
            case SERVER_CREATED -> read(payload, GameServerJson.class).created();
            case SERVER_KEY_CHANGED ->
                read(payload, GameServerKeyChangedJson.class).event();
            case SERVER_REVOKED -> read(payload, GameServerJson.class).revoked();
            default -> throw new IllegalArgumentException("no event of accounts: " + eventType);
        };
    }

    private <T> T read(JsonNode payload, Class<T> type) {
        return json.treeToValue(payload, type);
    }

    private static Published ofAccount(String type, PlayerId account, Object payload) {
        return published(type, "account", account.value(), payload);
    }

    private static Published published(String type, String aggregate, UUID id, Object payload) {
        return new Published(type, 1, aggregate, id, IdentityEvent.FEED, id.toString(), payload);
    }

    /// Of the event `account.created`.
    public record AccountCreatedJson(UUID accountId, String login, String displayName, List<String> roles, Instant at) {
        private static AccountCreatedJson of(AccountCreated event) {
            return new AccountCreatedJson(
                    event.account().value(),
                    event.login().text(),
                    event.displayName(),
                    event.roles().stream().map(Role::name).sorted().toList(),
                    event.occurredAt());
        }

        private AccountCreated event() {
            return new AccountCreated(
                    new PlayerId(accountId),
                    new LoginName(login),
                    displayName,
                    roles.stream().map(Role::valueOf).collect(toUnmodifiableSet()),
                    at);
        }
    }

    /// Of the event `account.locked`.
    public record AccountLockedJson(UUID accountId, Instant until, Instant at) {
        private AccountLocked event() {
            return new AccountLocked(new PlayerId(accountId), until, at);
        }
    }

    /// Of the event `address.locked`.
    public record AddressLockedJson(String address, Instant until, Instant at) {
        private AddressLocked event() {
            return new AddressLocked(address, until, at);
        }
    }

    /// Of the event `account.token_reused`.
    public record TokenReusedJson(UUID accountId, UUID familyId, Instant at) {
        private TokenReused event() {
            return new TokenReused(new PlayerId(accountId), familyId, at);
        }
    }

    /// Of the event `account.password_changed`.
    public record PasswordChangedJson(UUID accountId, Instant at) {
        private PasswordChanged event() {
            return new PasswordChanged(new PlayerId(accountId), at);
        }
    }

    /// Of the event `account.sanction_applied`.
    ///
    /// @param until null for one without end
    public record SanctionAppliedJson(
            UUID accountId,
            UUID sanctionId,
            String kind,
            String reason,
            @Nullable Instant until,
            UUID byId,
            Instant at) {
        private static SanctionAppliedJson of(SanctionApplied event) {
            return new SanctionAppliedJson(
                    event.account().value(),
                    event.sanction(),
                    event.kind().name(),
                    event.reason(),
                    event.until(),
                    event.by().value(),
                    event.occurredAt());
        }

        private SanctionApplied event() {
            return new SanctionApplied(
                    new PlayerId(accountId),
                    sanctionId,
                    SanctionKind.valueOf(kind),
                    reason,
                    until,
                    new PlayerId(byId),
                    at);
        }
    }

    /// Of the event `account.sanction_lifted`.
    public record SanctionLiftedJson(UUID accountId, UUID sanctionId, String kind, UUID byId, Instant at) {
        private SanctionLifted event() {
            return new SanctionLifted(
                    new PlayerId(accountId), sanctionId, SanctionKind.valueOf(kind), new PlayerId(byId), at);
        }
    }

    /// Of the event `game_server.key_changed`.
    public record GameServerKeyChangedJson(UUID serverId, String name, Instant at) {
        private GameServerKeyChanged event() {
            return new GameServerKeyChanged(new PlayerId(serverId), name, at);
        }
    }

    /// Of the events `game_server.created` and `game_server.revoked`.
    ///
    /// @param byId the administrator; null for the configured first server
    public record GameServerJson(
            UUID serverId, String name, @Nullable UUID byId, Instant at) {
        private GameServerCreated created() {
            return new GameServerCreated(new PlayerId(serverId), name, byId == null ? null : new PlayerId(byId), at);
        }

        private GameServerRevoked revoked() {
            if (byId == null) {
                throw new IllegalArgumentException("nobody revoked " + serverId);
            }
            return new GameServerRevoked(new PlayerId(serverId), name, new PlayerId(byId), at);
        }
    }
}
