package dev.warfront.kernel.rsocket;

import java.util.Locale;
import java.util.Optional;

/// How the data of a connection is written; the client's choice in its SETUP frame.
public enum FrameFormat {
    JSON("application/json"),
    CBOR("application/cbor");

    private final String mimeType;

    FrameFormat(String mimeType) {
        this.mimeType = mimeType;
    }

    /// Empty for a type that nobody writes here. Parameters behind the type are ignored.
    public static Optional<FrameFormat> of(String mimeType) {
        var type = mimeType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        for (var format : values()) {
            if (format.mimeType.equals(type)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
