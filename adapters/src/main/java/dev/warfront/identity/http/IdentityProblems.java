package dev.warfront.identity.http;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;
import static org.springframework.http.HttpStatus.UNAUTHORIZED;

import dev.warfront.identity.IdentityRefusal;
import dev.warfront.identity.IdentityRefusal.BadRefreshToken;
import dev.warfront.identity.IdentityRefusal.LoginLocked;
import dev.warfront.identity.IdentityRefusal.LoginTaken;
import dev.warfront.identity.IdentityRefusal.ServerNameTaken;
import dev.warfront.identity.IdentityRefusal.UnknownAccount;
import dev.warfront.identity.IdentityRefusal.UnknownGameServer;
import dev.warfront.identity.IdentityRefusal.VersionMismatch;
import dev.warfront.identity.IdentityRefusal.WrongCredentials;
import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.Problems;
import org.springframework.stereotype.Component;

/// What identity refuses, over HTTP.
@Component
final class IdentityProblems implements Problems<IdentityRefusal> {
    @Override
    public Class<IdentityRefusal> refusals() {
        return IdentityRefusal.class;
    }

    @Override
    public Problem of(IdentityRefusal refusal) {
        return switch (refusal) {
            case LoginTaken _, ServerNameTaken _ -> Problem.with(CONFLICT, "NAME_TAKEN");
            case WrongCredentials _ -> Problem.with(UNAUTHORIZED, "INVALID_CREDENTIALS");
            case LoginLocked(var until) ->
                Problem.with(TOO_MANY_REQUESTS, "LOGIN_LOCKED").retryAt(until);
            case BadRefreshToken _ -> Problem.with(UNAUTHORIZED, "INVALID_REFRESH_TOKEN");
            case UnknownAccount _ -> Problem.with(UNAUTHORIZED, "UNAUTHENTICATED");
            case UnknownGameServer _ -> Problem.with(NOT_FOUND, "GAME_SERVER_NOT_FOUND");
            case VersionMismatch(var present) ->
                Problem.with(PRECONDITION_FAILED, "VERSION_CONFLICT").detail("the present version is " + present);
        };
    }
}
