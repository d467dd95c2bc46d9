package dev.warfront.identity.http;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;
import static org.springframework.http.HttpStatus.UNAUTHORIZED;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import dev.warfront.identity.IdentityRefusal;
import dev.warfront.identity.IdentityRefusal.AppealedBefore;
import dev.warfront.identity.IdentityRefusal.BadRefreshToken;
import dev.warfront.identity.IdentityRefusal.BadSanctionEnd;
import dev.warfront.identity.IdentityRefusal.LoginLocked;
import dev.warfront.identity.IdentityRefusal.LoginTaken;
import dev.warfront.identity.IdentityRefusal.NoSuchAccount;
import dev.warfront.identity.IdentityRefusal.NoSuchPlayer;
import dev.warfront.identity.IdentityRefusal.SanctionForbidden;
import dev.warfront.identity.IdentityRefusal.SanctionOver;
import dev.warfront.identity.IdentityRefusal.SanctionTooLong;
import dev.warfront.identity.IdentityRefusal.ServerNameTaken;
import dev.warfront.identity.IdentityRefusal.ShutOut;
import dev.warfront.identity.IdentityRefusal.UnknownAccount;
import dev.warfront.identity.IdentityRefusal.UnknownGameServer;
import dev.warfront.identity.IdentityRefusal.UnknownSanction;
import dev.warfront.identity.IdentityRefusal.VersionMismatch;
import dev.warfront.identity.IdentityRefusal.WrongCredentials;
import dev.warfront.identity.SanctionKind;
import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.Problems;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
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
            case ShutOut(var kind, var text, var until) -> shutOut(kind, text, until);
            case NoSuchAccount _ -> Problem.with(NOT_FOUND, "ACCOUNT_NOT_FOUND");
            case NoSuchPlayer _ -> Problem.with(NOT_FOUND, "PLAYER_NOT_FOUND");
            case UnknownSanction _ -> Problem.with(NOT_FOUND, "SANCTION_NOT_FOUND");
            case SanctionForbidden _ -> Problem.with(FORBIDDEN, "SANCTION_FORBIDDEN");
            case SanctionTooLong(var max) ->
                Problem.with(FORBIDDEN, "SANCTION_TOO_LONG").detail("a moderator decides on " + max + " at most");
            case BadSanctionEnd _ -> Problem.with(UNPROCESSABLE_CONTENT, "SANCTION_END_INVALID");
            case SanctionOver _ -> Problem.with(CONFLICT, "SANCTION_OVER");
            case AppealedBefore _ -> Problem.with(CONFLICT, "APPEAL_MADE");
            case UnknownGameServer _ -> Problem.with(NOT_FOUND, "GAME_SERVER_NOT_FOUND");
            case VersionMismatch(var present) ->
                Problem.with(PRECONDITION_FAILED, "VERSION_CONFLICT").detail("the present version is " + present);
        };
    }

    private static Problem shutOut(SanctionKind kind, String text, @Nullable Instant until) {
        var code = kind == SanctionKind.BAN ? "ACCOUNT_BANNED" : "ACCOUNT_SUSPENDED";
        return Problem.with(FORBIDDEN, code).detail(text).retryAt(until);
    }
}
