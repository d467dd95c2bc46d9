package dev.warfront.bench.book;

/// What the program says about a war that is over.
public record Claim(String outcome, long accepted, long duplicates, long rejected, long attacker, long defender) {

    /// All events of the war that the program read from the log.
    public long read() {
        return accepted + duplicates + rejected;
    }
}
