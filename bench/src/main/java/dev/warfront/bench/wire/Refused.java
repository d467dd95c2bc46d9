package dev.warfront.bench.wire;

/// The program answered, and said no.
public final class Refused extends RuntimeException {
    private final int status;
    private final String code;

    public Refused(Call call, int status, String code, String body) {
        super("%s %s answered %d %s: %s".formatted(call.method(), call.path(), status, code, body));
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    /// The stable code of the problem, or empty text.
    public String code() {
        return code;
    }
}
