package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.rsocket.Frame.Kind;
import dev.warfront.kernel.rsocket.LiveStream.Latest;
import org.jspecify.annotations.Nullable;

/// How far one subscriber has come in a stream, and which frame is next for it. It keeps numbers only, no frames. Used
/// on the loop of the subscriber's connection.
final class StreamPosition {
    private static final long NONE = FrameRing.NONE;

    private final LiveStream stream;
    private final Frame.@Nullable Cursor resume;
    private boolean resolved;
    private long index = NONE;
    private long replayTo;
    private long epoch;
    private long seq;
    private boolean resetDue;
    private boolean heartbeatDue;

    /// @param resume where the client wants to go on; null to begin with a snapshot
    StreamPosition(LiveStream stream, Frame.@Nullable Cursor resume) {
        this.stream = stream;
        this.resume = resume;
    }

    /// Looks once whether the client can go on where it wants to. What it can is all it missed, frame by
    /// frame; a client that missed nothing gets a heartbeat; one whose position is not kept gets RESET.
    void resolve(Latest latest) {
        if (resolved) {
            return;
        }
        resolved = true;
        if (resume == null || latest.state().over()) {
            return;
        }
        index = find(resume, latest);
        if (index == NONE) {
            resetDue = true;
        } else {
            epoch = resume.epoch();
            seq = resume.lastSeq();
            replayTo = latest.index();
            heartbeatDue = index == latest.index();
        }
    }

    private long find(Frame.Cursor cursor, Latest latest) {
        var state = latest.state();
        if (cursor.epoch() != state.epoch()) {
            return NONE;
        }
        var numbered = stream.shape().numbered();
        var found = stream.ring().indexOf(cursor.epoch(), cursor.lastSeq(), latest.index(), !numbered);
        return found == NONE && numbered && cursor.lastSeq() == state.seq() ? latest.index() : found;
    }

    /// Of an event stream nothing may be left out: who lags further than the frames kept for it must resume.
    boolean lagsTooFar(Latest latest) {
        if (stream.shape().conflated() || index == NONE || index == latest.index()) {
            return false;
        }
        var lag = latest.index() - index;
        return (index >= replayTo && lag > stream.rules().eventFramesMax())
                || stream.ring().at(index + 1) == null;
    }

    /// The next frame, which counts as seen from now on; null when there is none.
    @Nullable
    SharedFrame next(Latest latest) {
        var state = latest.state();
        if (resetDue || (index != NONE && epoch != state.epoch())) {
            resetDue = false;
            index = NONE;
            epoch = state.epoch();
            seq = state.seq();
            return reset();
        }
        if (index == latest.index()) {
            return heartbeat();
        }
        var step = index == NONE ? null : nextStep(latest);
        return step == null ? moveTo(latest.index(), latest.snapshot()) : moveTo(step.index(), step.frame());
    }

    /// Null when only a snapshot helps.
    private FrameRing.@Nullable IndexedFrame nextStep(Latest latest) {
        var everyStep = !stream.shape().conflated() || index < replayTo;
        return everyStep || index + 1 == latest.index() ? stream.ring().at(index + 1) : null;
    }

    private SharedFrame moveTo(long newIndex, SharedFrame frame) {
        index = newIndex;
        epoch = frame.frame().epoch();
        seq = frame.frame().seq();
        heartbeatDue = false;
        return frame;
    }

    private @Nullable SharedFrame heartbeat() {
        if (!heartbeatDue) {
            return null;
        }
        heartbeatDue = false;
        return stream.frame(Kind.HEARTBEAT, epoch, seq, null);
    }

    /// Whether nothing is missing up to that index.
    boolean isAt(long newest) {
        return index == newest;
    }

    /// A heartbeat of the stream went out, which says the same as one of its own.
    void confirmed() {
        heartbeatDue = false;
    }

    /// Tells the client the position from which it may resume.
    SharedFrame reset() {
        return stream.frame(Kind.RESET, epoch, seq, new Frame.Cursor(epoch, seq));
    }
}
