package dev.warfront.identity.http;

import dev.warfront.identity.Account;
import dev.warfront.identity.TokenPair;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.NameOf;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Wire shapes of `/auth` and `/me`. What bears a secret does not show it as text.
final class AuthJson {
    private AuthJson() {}
    /// What a player registers with.
    record RegisterAccountJson(
            @NotNull @Size(min = 3, max = 20) String login,
            @NotNull @Size(min = 10, max = 128) String password,

            @NotBlank @Size(max = 32) @Pattern(regexp = "\\P{C}*")
            String displayName) {
        @Override
        public String toString() {
            return "RegisterAccountJson[login=" + login + "]";
        }
    }
    /// What a session begins with.
    record LogInJson(
            @NotNull @Size(min = 1, max = 64) String login,
            @NotNull @Size(min = 1, max = 128) String password) {
        @Override
        public String toString() {
            return "LogInJson[login=" + login + "]";
        }
    }
    /// The token that renews a session, or ends it.
    record RefreshTokenJson(@NotNull @Size(min = 1, max = 128) String refreshToken) {
        @Override
        public String toString() {
            return "RefreshTokenJson[]";
        }
    }
    /// The tokens of a session; lives are in seconds.
    record TokensJson(
            String accessToken, String tokenType, long expiresIn, String refreshToken, long refreshExpiresIn) {
        static TokensJson of(TokenPair tokens) {
            return new TokensJson(
                    tokens.accessToken(),
                    "Bearer",
                    tokens.accessLife().toSeconds(),
                    tokens.refreshToken(),
                    tokens.refreshLife().toSeconds());
        }

        @Override
        public String toString() {
            return "TokensJson[]";
        }
    }
    /// An account that was just made.
    record RegisteredAccountJson(UUID id, String login, String displayName, List<@NameOf(Role.class) String> roles) {
        static RegisteredAccountJson of(Account account) {
            return new RegisteredAccountJson(
                    account.id().value(), account.login().text(), account.displayName(), rolesOf(account));
        }
    }
    /// The caller's account.
    record OwnAccountJson(UUID id, String login, String displayName, List<@NameOf(Role.class) String> roles, Instant createdAt) {
        static OwnAccountJson of(Account account) {
            return new OwnAccountJson(
                    account.id().value(),
                    account.login().text(),
                    account.displayName(),
                    rolesOf(account),
                    account.createdAt());
        }
    }

    private static List<@NameOf(Role.class) String> rolesOf(Account account) {
        return account.roles().stream().map(Role::name).sorted().toList();
    }
}
