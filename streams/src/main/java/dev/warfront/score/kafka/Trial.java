package dev.warfront.score.kafka;

/// A partition whose records could not be stored with those of others and are tried by themselves: fewer and
/// fewer, down to the one that cannot be stored. Of its flush loop only.
final class Trial {
    /// So often may a partition fail while others do not, or its one record while the database takes something else.
    private static final int FAILURES_MAX = 3;
    /// Each such failure may last as long as a flush may, and neighbours wait for it: hence few steps.
    private static final int NARROWED = 8;
    private final long until;
    private int recordsMax;
    private int failures;
    private int refusals;
    private boolean narrowed;
    private long othersAtFailure = Long.MIN_VALUE;

    /// @param until the offset behind what could not be stored
    /// @param records so many could not be stored together
    Trial(long until, int records) {
        this.until = until;
        this.recordsMax = records;
    }

    /// How many records to try next.
    int recordsMax() {
        return recordsMax;
    }

    /// Whether everything that could not be stored is.
    boolean isOver(long next) {
        return next >= until;
    }

    /// Once a few are tried, it stays with a few until it is over: what fails among them is met sooner.
    void stored() {
        refusals = 0;
        if (!narrowed) {
            recordsMax = 2 * Math.max(1, recordsMax);
            failures = 0;
        }
    }

    /// These cannot be stored: half of them is tried.
    void refused(int records) {
        recordsMax = Math.max(1, records / 2);
    }

    /// These fail, and the partition is the reason: a few of them are tried, so that in the end the record is known.
    void narrow(int records) {
        narrowed = true;
        recordsMax = Math.max(1, records / NARROWED);
    }

    /// The one record that is left cannot be stored, while the database takes something else.
    ///
    /// @return whether it is the record that is the reason
    boolean refusedOne() {
        refusals++;
        return refusals > FAILURES_MAX;
    }

    /// They were not stored for a reason that usually passes. That says something of the partition only when
    /// others were stored since the last time.
    ///
    /// @param others how many flushes of other partitions were stored so far
    /// @return whether it is the partition that is the reason
    boolean failed(long others) {
        if (others <= othersAtFailure) {
            return false;
        }
        othersAtFailure = others;
        failures++;
        return failures > FAILURES_MAX;
    }
}
