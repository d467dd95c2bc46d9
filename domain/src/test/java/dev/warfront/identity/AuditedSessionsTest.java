package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.anyLogin;
import static dev.warfront.identity.TestIdentity.done;
import static dev.warfront.identity.TestIdentity.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.audit.AuditEntry;
import dev.warfront.audit.AuditedRequest;
import dev.warfront.audit.InMemoryAuditLog;
import dev.warfront.audit.Target;
import dev.warfront.identity.IdentityGame.Neighbours;
import dev.warfront.kernel.Caller;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// Routes that keep no answer: their use cases write down themselves what was done, and by whom.
/// Source: docs/rules/audit.md.
class AuditedSessionsTest {
    private final InMemoryAuditLog log = new InMemoryAuditLog();
    private final IdentityGame game = IdentityGame.inMemory(Neighbours.quiet().with(log));
    private final String login = anyLogin();
    private final Account account = done(game.register.register(new LoginName(login), PASSWORD, "Player"));
    private final Caller caller = new Caller(account.id(), account.roles());

    @Test
    void givenARegistration_itIsWrittenDown_byWhomItMade() {
        var made = done(audited(game.register.register(new LoginName(anyLogin()), PASSWORD, "Player")));

        assertThat(log.entries()).extracting(AuditEntry::by).containsExactly(new Caller(made.id(), made.roles()));
    }

    @Test
    void givenARefusedRegistration_nothingIsWritten() {
        refusal(audited(game.register.register(new LoginName(login), PASSWORD, "Player")));

        assertThat(log.entries()).isEmpty();
    }

    @Test
    void givenALogIn_itIsWrittenDown_butNoWrongPassword() {
        refusal(audited(game.logIn.logIn(login, "wrong", "address")));
        assertThat(log.entries()).isEmpty();

        done(audited(game.logIn.logIn(login, PASSWORD, "address")));

        assertThat(log.entries()).extracting(AuditEntry::by).containsExactly(caller);
    }

    @Test
    void givenARefreshToken_itsUseIsWrittenDown_butNoReuse() {
        var token = done(game.logIn.logIn(login, PASSWORD, "address")).refreshToken();
        var next = done(audited(game.refresh.refresh(token, "address"))).refreshToken();
        done(audited(game.refresh.refresh(next, "address")));
        refusal(audited(game.refresh.refresh(token, "address")));

        assertThat(log.entries()).extracting(AuditEntry::by).containsExactly(caller, caller);
    }

    @Test
    void givenALogOut_itIsWrittenDown_unlessTheTokenIsNobodys() {
        var token = done(game.logIn.logIn(login, PASSWORD, "address")).refreshToken();
        done(audited(game.logOut.logOut("nobody's")));
        assertThat(log.entries()).isEmpty();

        done(audited(game.logOut.logOut(token)));

        assertThat(log.entries()).extracting(AuditEntry::by).containsExactly(caller);
    }

    @Test
    void givenATokenThatIsShownAHundredTimesToLogOut_oneRowIsWritten() {
        var token = done(game.logIn.logIn(login, PASSWORD, "address")).refreshToken();

        for (var i = 0; i < 100; i++) {
            done(audited(game.logOut.logOut(token)));
        }

        assertThat(log.entries()).extracting(AuditEntry::by).containsExactly(caller);
    }

    @Test
    void givenARefreshThatIsRepeated_oneRowIsWritten() {
        var token = done(game.logIn.logIn(login, PASSWORD, "address")).refreshToken();

        for (var i = 0; i < 100; i++) {
            done(audited(game.refresh.refresh(token, "address")));
        }

        assertThat(log.entries()).extracting(AuditEntry::by).containsExactly(caller);
    }

    private static <T> Mono<T> audited(Mono<T> command) {
        return command.contextWrite(new AuditedRequest("auth.any", Target.NONE, "address")::put);
    }
}
