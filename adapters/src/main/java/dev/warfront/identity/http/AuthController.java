package dev.warfront.identity.http;

import dev.warfront.audit.Audited;
import dev.warfront.identity.IdentityRefusal.BadRefreshToken;
import dev.warfront.identity.IdentityRefusal.LoginLocked;
import dev.warfront.identity.IdentityRefusal.LoginTaken;
import dev.warfront.identity.IdentityRefusal.ShutOut;
import dev.warfront.identity.IdentityRefusal.WrongCredentials;
import dev.warfront.identity.LogIn;
import dev.warfront.identity.LogOut;
import dev.warfront.identity.LoginName;
import dev.warfront.identity.RefreshSession;
import dev.warfront.identity.RegisterAccount;
import dev.warfront.identity.http.AuthJson.LogInJson;
import dev.warfront.identity.http.AuthJson.RefreshTokenJson;
import dev.warfront.identity.http.AuthJson.RegisterAccountJson;
import dev.warfront.identity.http.AuthJson.RegisteredAccountJson;
import dev.warfront.identity.http.AuthJson.TokensJson;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.ClientAddresses;
import dev.warfront.kernel.http.FieldViolation;
import dev.warfront.kernel.http.Limited;
import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.ProblemException;
import dev.warfront.kernel.http.Refuses;
import dev.warfront.kernel.http.WithoutKey;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Becoming known, and staying so.
@Audited
@RestController
@RequestMapping("/api/v1/auth")
@WithoutKey("credentials and tokens prove who asks; logins are unique, refresh tokens rotate")
final class AuthController {
    private final RegisterAccount registerAccount;
    private final LogIn logIn;
    private final RefreshSession refreshSession;
    private final LogOut logOut;
    private final IdentityProblems problems;
    private final ClientAddresses addresses;

    AuthController(
            RegisterAccount registerAccount,
            LogIn logIn,
            RefreshSession refreshSession,
            LogOut logOut,
            IdentityProblems problems,
            ClientAddresses addresses) {
        this.registerAccount = registerAccount;
        this.logIn = logIn;
        this.refreshSession = refreshSession;
        this.logOut = logOut;
        this.problems = problems;
        this.addresses = addresses;
    }

    /// Makes a player's account.
    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(everyone = true)
    @Refuses(LoginTaken.class)
    @Limited(RegistrationLimit.NAME)
    Mono<RegisteredAccountJson> registerAccount(@Valid @RequestBody RegisterAccountJson body) {
        return registerAccount
                .register(chosen(body.login()), body.password(), body.displayName())
                .map(problems::valueOf)
                .map(RegisteredAccountJson::of);
    }

    /// Begins a session: an access token and a refresh token.
    @PostMapping("/login")
    @Allow(everyone = true)
    @Refuses({WrongCredentials.class, LoginLocked.class, ShutOut.class})
    @Limited(LoginRate.NAME)
    Mono<ResponseEntity<TokensJson>> logIn(@Valid @RequestBody LogInJson body, ServerHttpRequest request) {
        return logIn.logIn(body.login(), body.password(), addresses.of(request).text())
                .map(problems::valueOf)
                .map(tokens -> Answer.ok(TokensJson.of(tokens)));
    }

    /// Exchanges a refresh token for the next pair of tokens.
    @PostMapping("/refresh")
    @Allow(everyone = true)
    @Refuses({BadRefreshToken.class, ShutOut.class})
    @Limited(RefreshRate.NAME)
    Mono<ResponseEntity<TokensJson>> refreshTokens(@Valid @RequestBody RefreshTokenJson body, ServerHttpRequest request) {
        return refreshSession
                .refresh(body.refreshToken(), addresses.of(request).text())
                .map(problems::valueOf)
                .map(tokens -> Answer.ok(TokensJson.of(tokens)));
    }

    /// Ends the session of a refresh token.
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow(everyone = true)
    Mono<Void> logOut(@Valid @RequestBody RefreshTokenJson body) {
        return logOut.logOut(body.refreshToken()).map(problems::valueOf).then();
    }

    private static LoginName chosen(String text) {
        return LoginName.of(text)
                .orElseThrow(
                        () -> new ProblemException(Problem.invalid(List.of(new FieldViolation("FORMAT", "login")))));
    }
}
