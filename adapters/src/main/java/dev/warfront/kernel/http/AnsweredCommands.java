package dev.warfront.kernel.http;

import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// The answers given to commands, kept for 24 h beside their effects, so that a repeated command is answered and not
/// done again. All methods must be called inside the transaction of the command.
public interface AnsweredCommands {
    /// Takes a caller's key until the transaction ends. False, at once, when another transaction has it.
    Mono<Boolean> claim(UUID caller, String key);

    /// Empty when the key was not used in the last 24 h.
    Mono<Answered> find(UUID caller, String key);

    Mono<Void> store(UUID caller, String key, Answered answer);

    /// An answer as it went out.
    ///
    /// @param requestHash lower-case hex SHA-256 of the request
    /// @param headers those worth repeating
    /// @param body the very text
    record Answered(String requestHash, int status, Map<String, String> headers, String body) {}
}
