package dev.warfront.identity.http;

import dev.warfront.identity.Account;
import dev.warfront.identity.TokenPair;
import dev.warfront.kernel.Role;
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

    record RegisterJson(
            @NotNull @Size(min = 3, max = 20) String login,
            @NotNull @Size(min = 10, max = 128) String password,

            @NotBlank @Size(max = 32) @Pattern(regexp = "\\P{C}*")
            String displayName) {
        @Override
        public String toString() {
            return "RegisterJson[login=" + login + "]";
        }
    }

    record LoginJson(
            @NotNull @Size(min = 1, max = 64) String login,
            @NotNull @Size(min = 1, max = 128) String password) {
        @Override
        public String toString() {
            return "LoginJson[login=" + login + "]";
        }
    }

    record RefreshJson(@NotNull @Size(min = 1, max = 128) String refreshToken) {
        @Override
        public String toString() {
            return "RefreshJson[]";
        }
    }

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

    record RegisteredJson(UUID id, String login, String displayName, List<String> roles) {
        static RegisteredJson of(Account account) {
            return new RegisteredJson(
                    account.id().value(), account.login().text(), account.displayName(), rolesOf(account));
        }
    }

    record MeJson(UUID id, String login, String displayName, List<String> roles, Instant createdAt) {
        static MeJson of(Account account) {
            return new MeJson(
                    account.id().value(),
                    account.login().text(),
                    account.displayName(),
                    rolesOf(account),
                    account.createdAt());
        }
    }

    private static List<String> rolesOf(Account account) {
        return account.roles().stream().map(Role::name).sorted().toList();
    }
}
