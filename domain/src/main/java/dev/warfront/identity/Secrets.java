package dev.warfront.identity;

import java.util.List;

/// New secrets, and what is derived from given ones. Never blocks.
public interface Secrets {
    /// For a machine: 43 characters of 256 random bits.
    String password();

    /// 32 random bytes.
    byte[] signingKey();

    /// The first token of a family.
    String refreshToken();

    /// The token that replaces this one: always the same, and known to nobody who lacks the program's key.
    String successorOf(String refreshToken);

    /// As {@link #successorOf}, by each key that the program has: while keys change, another node may have derived it
    /// by another one. The first is {@link #successorOf}.
    List<String> successorsOf(String refreshToken);

    /// All that is ever stored of a refresh token: lower-case hex SHA-256.
    String hashOf(String refreshToken);
}
