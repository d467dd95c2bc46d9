package dev.warfront.bench.wire;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// One HTTP request to the program. It carries its Idempotency-Key from the start, so sending it again is safe.
public record Call(
        String method,
        String path,
        Optional<Object> body,
        Optional<Session> by,
        OptionalLong version,
        Optional<UUID> key) {

    public static Call get(String path) {
        return new Call("GET", path, Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty());
    }

    public static Call post(String path, Object body) {
        return new Call(
                "POST",
                path,
                Optional.of(body),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.of(UUID.randomUUID()));
    }

    public static Call put(String path, Object body) {
        return new Call("PUT", path, Optional.of(body), Optional.empty(), OptionalLong.empty(), Optional.empty());
    }

    /// As someone who has logged in.
    public Call as(Session session) {
        return new Call(method, path, body, Optional.of(session), version, key);
    }

    /// Only if the resource still has this version.
    public Call ifMatch(long expected) {
        return new Call(method, path, body, by, OptionalLong.of(expected), key);
    }
}
