package dev.warfront.app;

import dev.warfront.identity.AccessTokens;
import dev.warfront.identity.Account;
import dev.warfront.identity.Accounts;
import dev.warfront.identity.ApplySanction;
import dev.warfront.identity.CreateGameServer;
import dev.warfront.identity.IdentityRules;
import dev.warfront.identity.LoginName;
import dev.warfront.identity.NewGameServers;
import dev.warfront.identity.RefreshFamilies;
import dev.warfront.identity.RefreshFamily;
import dev.warfront.identity.RevokeGameServer;
import dev.warfront.identity.Sanction;
import dev.warfront.identity.SanctionKind;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Accounts of a running program and their tokens, made by its own parts: no password is hashed.
final class RightsAccounts {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RunningProgram program;
    private final Caller staff;

    RightsAccounts(RunningProgram program) {
        this.program = program;
        this.staff = person(Role.SUPER_ADMIN);
    }

    Caller person(Role role) {
        var id = new PlayerId(UUID.randomUUID());
        var login = LoginName.of("r" + hex(8)).orElseThrow();
        program.get(Accounts.class)
                .add(new Account(id, login, "Somebody", Set.of(role), true, Instant.EPOCH), "$argon2id$none")
                .block(PATIENCE);
        return new Caller(id, Set.of(role));
    }

    /// One that is trusted, as only those are that an administrator brought in.
    Caller gameServer() {
        var create = program.get(CreateGameServer.class);
        var created = done(program.get(NewGameServers.class)
                .prepare()
                .flatMap(server -> create.create(staff.id(), "rights-" + hex(8), server)));
        return new Caller(created.server().id(), Set.of(Role.GAME_SERVER));
    }

    /// An access token of a session that begins now.
    String token(Caller caller) {
        return token(caller, program.get(Clock.class).instant());
    }

    /// An access token that is over since before its account was made.
    String expiredToken(Caller caller) {
        return token(caller, program.get(Clock.class).instant().minus(Duration.ofHours(1)));
    }

    private String token(Caller caller, Instant issuedAt) {
        var session = RefreshFamily.begin(
                UUID.randomUUID(),
                caller.id(),
                program.get(Clock.class).instant(),
                program.get(IdentityRules.class).token());
        program.get(RefreshFamilies.class).begin(session, hex(32)).block(PATIENCE);
        return program.get(AccessTokens.class)
                .issue(caller.id(), session.id(), caller.roles(), issuedAt)
                .blockOptional(PATIENCE)
                .orElseThrow()
                .value();
    }

    /// @param until null for one without end
    Sanction sanction(Caller account, SanctionKind kind, @Nullable Instant until) {
        var order = new Sanction.Order(account.id(), kind, "CHEATING", "You cheated.", "seen by two", until);
        return done(program.get(ApplySanction.class).apply(staff, order));
    }

    void revoke(Caller server) {
        done(program.get(RevokeGameServer.class).revoke(staff.id(), server.id(), 1));
    }

    static <T> T done(Mono<? extends Result<T, ?>> command) {
        return switch (command.blockOptional(PATIENCE).orElseThrow()) {
            case Result.Done<T, ?>(var value) -> value;
            case Result.Refused<T, ?>(var refusal) -> throw new AssertionError(refusal);
        };
    }

    private static String hex(int count) {
        var bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
