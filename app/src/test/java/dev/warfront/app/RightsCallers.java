package dev.warfront.app;

import com.nimbusds.jose.JOSEException;
import dev.warfront.guild.Rank;
import dev.warfront.identity.SanctionKind;
import dev.warfront.identity.jwt.KeyRing;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Role;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Everybody who may ask, in the order of the table's columns, and the world in which they do.
final class RightsCallers {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RunningProgram program;
    private final RightsAccounts accounts;
    private final Map<String, List<Asking>> columns = new LinkedHashMap<>();
    final RightsRequests requests;
    final RightsWorld world;

    /// One who asks.
    ///
    /// @param caller whom the token names in truth; null for nobody
    record Asking(
            String name, @Nullable Caller caller, @Nullable String token) {}

    RightsCallers(RunningProgram program) throws JOSEException, ParseException {
        this.program = program;
        this.accounts = new RightsAccounts(program);
        var stranger = accounts.person(Role.PLAYER);
        var opponent = accounts.person(Role.PLAYER);
        var recruit = accounts.person(Role.PLAYER);
        var officer = accounts.person(Role.PLAYER);
        var leader = accounts.person(Role.PLAYER);
        var host = accounts.gameServer();
        var otherServer = accounts.gameServer();
        world = new RightsWorld(program, leader, opponent, host, stranger);
        world.join(recruit, Rank.RECRUIT);
        world.join(officer, Rank.OFFICER);
        requests = new RightsRequests(
                world,
                new RightsRequests.Subjects(
                        stranger,
                        recruit,
                        otherServer,
                        accounts.sanction(accounts.person(Role.PLAYER), SanctionKind.BAN, null)
                                .id(),
                        accounts.sanction(stranger, SanctionKind.WARNING, null).id()));
        columns.put("nobody", List.of(new Asking("nobody", null, null)));
        columns.put("shut out", shutOut());
        columns.put("forged", forged());
        column("stranger", stranger);
        column("opponent", opponent);
        column("recruit", recruit);
        column("officer", officer);
        column("leader", leader);
        column("moderator", accounts.person(Role.MODERATOR));
        column("admin", accounts.person(Role.ADMIN));
        column("super admin", accounts.person(Role.SUPER_ADMIN));
        column("host", host);
        column("other server", otherServer);
    }

    /// By the heads of the columns, each of one who asks or of several whom nothing may tell apart.
    Map<String, List<Asking>> columns() {
        return columns;
    }

    private void column(String name, Caller caller) {
        columns.put(name, List.of(new Asking(name, caller, accounts.token(caller))));
    }

    /// With tokens that were good.
    private List<Asking> shutOut() {
        var banned = asking("banned", accounts.person(Role.ADMIN));
        var suspended = asking("suspended", accounts.person(Role.ADMIN));
        var revoked = asking("revoked server", accounts.gameServer());
        var all = List.of(banned, suspended, revoked);
        accounts.sanction(callerOf(banned), SanctionKind.BAN, null);
        accounts.sanction(
                callerOf(suspended),
                SanctionKind.SUSPENSION,
                program.get(Clock.class).instant().plus(Duration.ofDays(1)));
        accounts.revoke(callerOf(revoked));
        all.forEach(this::awaitRefusal);
        var admin = accounts.person(Role.ADMIN);
        var expired = new Asking("expired", admin, accounts.expiredToken(admin));
        var withExpired = new ArrayList<>(all);
        withExpired.add(expired);
        return withExpired;
    }

    private List<Asking> forged() throws JOSEException, ParseException {
        var key = program.get(KeyRing.class).signing().blockOptional(PATIENCE).orElseThrow();
        var admin = accounts.person(Role.ADMIN);
        return ForgedTokens.of(key, accounts.token(admin)).entrySet().stream()
                .map(forged -> new Asking(forged.getKey(), admin, forged.getValue()))
                .toList();
    }

    private Asking asking(String name, Caller caller) {
        return new Asking(name, caller, accounts.token(caller));
    }

    private static Caller callerOf(Asking one) {
        if (one.caller() == null) {
            throw new IllegalStateException(one + " is nobody");
        }
        return one.caller();
    }

    /// Sessions are asked for once a second.
    private void awaitRefusal(Asking one) {
        Mono.fromCallable(() -> program.client()
                        .get()
                        .uri("/api/v1/me")
                        .headers(headers -> headers.setBearerAuth(String.valueOf(one.token())))
                        .exchange()
                        .returnResult(Void.class)
                        .getStatus()
                        .value())
                .subscribeOn(Schedulers.boundedElastic())
                .filter(status -> status == 401)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(50)))
                .block(PATIENCE);
    }
}
