package dev.warfront.identity.postgres;

import static dev.warfront.identity.TestIdentity.ADMIN;
import static dev.warfront.identity.TestIdentity.NOW;

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
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.outbox.postgres.EventGoldenContract;
import dev.warfront.outbox.postgres.EventMapping;
import java.util.List;
import java.util.Set;
import java.util.UUID;

class IdentityGoldenTest implements EventGoldenContract<IdentityEvent> {
    private static final PlayerId ACCOUNT = new PlayerId(new UUID(1, 2));
    private static final UUID SANCTION = new UUID(3, 4);

    @Override
    public String context() {
        return "identity";
    }

    @Override
    public EventMapping<IdentityEvent> mapping() {
        return new IdentityEventMapping(WireJson.jsonMapper());
    }

    @Override
    public List<IdentityEvent> samples() {
        return List.of(
                new AccountCreated(ACCOUNT, new LoginName("anna"), "Änna", Set.of(Role.PLAYER, Role.ADMIN), NOW),
                new AccountLocked(ACCOUNT, NOW.plusSeconds(60), NOW),
                new AddressLocked("192.0.2.1", NOW.plusSeconds(600), NOW),
                new TokenReused(ACCOUNT, new UUID(3, 4), NOW),
                new PasswordChanged(ACCOUNT, NOW),
                new SanctionApplied(
                        ACCOUNT, SANCTION, SanctionKind.SUSPENSION, "CHEATING", NOW.plusSeconds(60), ADMIN, NOW),
                new SanctionApplied(ACCOUNT, SANCTION, SanctionKind.BAN, "CHEATING", null, ADMIN, NOW),
                new SanctionLifted(ACCOUNT, SANCTION, SanctionKind.SUSPENSION, ADMIN, NOW),
                new GameServerCreated(ACCOUNT, "eu-1", ADMIN, NOW),
                new GameServerCreated(ACCOUNT, "eu-1", null, NOW),
                new GameServerKeyChanged(ACCOUNT, "eu-1", NOW),
                new GameServerRevoked(ACCOUNT, "eu-1", ADMIN, NOW));
    }
}
