package dev.warfront.identity.http;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.CREATED;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;
import static org.springframework.http.HttpStatus.UNAUTHORIZED;

import dev.warfront.identity.LogIn;
import dev.warfront.identity.LogOut;
import dev.warfront.identity.Login;
import dev.warfront.identity.RefreshSession;
import dev.warfront.identity.RegisterAccount;
import dev.warfront.identity.http.AuthJson.LoginJson;
import dev.warfront.identity.http.AuthJson.RefreshJson;
import dev.warfront.identity.http.AuthJson.RegisterJson;
import dev.warfront.identity.http.AuthJson.RegisteredJson;
import dev.warfront.identity.http.AuthJson.TokensJson;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.http.LooseAnswer;
import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.Violation;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Becoming known, and staying so.
@RestController
@RequestMapping("/api/v1/auth")
final class AuthController {
    private final RegisterAccount registerAccount;
    private final LogIn logIn;
    private final RefreshSession refreshSession;
    private final LogOut logOut;

    AuthController(RegisterAccount registerAccount, LogIn logIn, RefreshSession refreshSession, LogOut logOut) {
        this.registerAccount = registerAccount;
        this.logIn = logIn;
        this.refreshSession = refreshSession;
        this.logOut = logOut;
    }

    @PostMapping("/register")
    @Allow(everyone = true)
    Mono<ResponseEntity<Object>> register(@Valid @RequestBody RegisterJson body) {
        return Login.of(body.login())
                .map(chosen -> registerAccount
                        .register(chosen, body.password(), body.displayName())
                        .map(AuthController::answer))
                .orElseGet(() -> Mono.just(Problem.invalid(List.of(new Violation("FORMAT", "login")))
                        .answer()));
    }

    @PostMapping("/login")
    @Allow(everyone = true)
    Mono<ResponseEntity<Object>> logIn(@Valid @RequestBody LoginJson body, ServerHttpRequest request) {
        return logIn.logIn(body.login(), body.password(), Addresses.of(request)).map(AuthController::answer);
    }

    @PostMapping("/refresh")
    @Allow(everyone = true)
    Mono<ResponseEntity<Object>> refresh(@Valid @RequestBody RefreshJson body) {
        return refreshSession
                .refresh(body.refreshToken())
                .map(tokens -> LooseAnswer.ok(TokensJson.of(tokens)))
                .defaultIfEmpty(Problem.of(UNAUTHORIZED, "INVALID_REFRESH_TOKEN"));
    }

    @PostMapping("/logout")
    @Allow(everyone = true)
    Mono<ResponseEntity<Object>> logOut(@Valid @RequestBody RefreshJson body) {
        return logOut.logOut(body.refreshToken()).thenReturn(LooseAnswer.noContent());
    }

    private static ResponseEntity<Object> answer(RegisterAccount.Registration outcome) {
        return switch (outcome) {
            case RegisterAccount.Registration.Registered(var account) ->
                ResponseEntity.status(CREATED).body(RegisteredJson.of(account));
            case RegisterAccount.Registration.NameTaken _ -> Problem.of(CONFLICT, "NAME_TAKEN");
        };
    }

    private static ResponseEntity<Object> answer(LogIn.Outcome outcome) {
        return switch (outcome) {
            case LogIn.Outcome.LoggedIn(var tokens) -> LooseAnswer.ok(TokensJson.of(tokens));
            case LogIn.Outcome.WrongCredentials _ -> Problem.of(UNAUTHORIZED, "INVALID_CREDENTIALS");
            case LogIn.Outcome.Locked(var until) ->
                Problem.with(TOO_MANY_REQUESTS, "LOGIN_LOCKED").retryAt(until).answer();
        };
    }
}
