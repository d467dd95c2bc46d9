package dev.warfront.bench.book;

/// What the program says about a war that is over.
///
/// @param rejected its count, beside the rejections that it published one by one
public record ProgramTotals(String outcome, long rejected, Totals totals) {

    /// All events of the war that the program read from the log.
    public long read() {
        return totals.accepted() + totals.duplicates() + rejected + totals.afterFinal();
    }
}
