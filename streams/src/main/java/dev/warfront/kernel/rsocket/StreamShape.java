package dev.warfront.kernel.rsocket;

/// What kind of stream it is.
///
/// @param conflated true: a subscriber that fell behind gets the newest snapshot; false: it gets every frame,
///     or RESET
/// @param framesKept steps kept for those who resume
/// @param numbered true when every change has a seq of its own
public record StreamShape(boolean conflated, int framesKept, boolean numbered) {
    /// Latest value: nobody needs what is superseded.
    public static StreamShape state(int framesKept, boolean numbered) {
        return new StreamShape(true, framesKept, numbered);
    }

    /// Every frame counts.
    public static StreamShape events(int framesKept) {
        return new StreamShape(false, framesKept, true);
    }
}
