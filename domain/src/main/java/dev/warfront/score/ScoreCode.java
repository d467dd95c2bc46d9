package dev.warfront.score;

/// Why an event yields no points, in the order in which it is checked: the first that applies is the answer.
/// Source: docs/rules/score.md, rejections.
public enum ScoreCode {
    /// Nobody decided on it: an administrator let its partition go on behind it.
    SCORE_SKIPPED,
    /// Undecodable, or a field is missing.
    SCORE_MALFORMED,
    /// Not signed by a game server that is known and not revoked.
    SCORE_SIGNATURE_INVALID,
    /// The record's key or partition is not that of its war.
    SCORE_WRONG_PARTITION,
    /// Unknown, or not for this sender.
    SCORE_INVALID_TYPE,
    /// Points that are not the type's, or too few, too many or repeated players.
    SCORE_OUT_OF_RANGE,
    /// The id was seen with another content.
    SCORE_IDEMPOTENCY_MISMATCH,
    /// The war is unknown, or the event is from before it became ACTIVE.
    SCORE_WAR_NOT_ACTIVE,
    /// From further in the future than clocks may differ.
    SCORE_CLOCK_SKEW,
    /// Older than repeats can be told apart.
    SCORE_TOO_OLD,
    /// After the cut-off, or received after the grace.
    SCORE_LATE,
    /// An objective was captured while no battle of the war ran there.
    SCORE_BATTLE_ENDED,
    /// A player does not fight in this war, or did not at that time.
    SCORE_NOT_PARTICIPANT,
    /// A player may not fight yet.
    SCORE_NOT_ELIGIBLE,
    /// A player now belongs to a clan of the other side.
    SCORE_SIDE_LOCKED,
    /// The players stand on sides that do not fit: victim beside killer, or capturers of both sides.
    SCORE_SAME_SIDE;

    /// Whether what was refused for it is published as a dead letter, with its bytes.
    public boolean isDeadLetter() {
        return this == SCORE_SKIPPED || this == SCORE_MALFORMED;
    }

    /// Whether it comes after the check for repeats: then a repeat gets it again. What is refused before is simply
    /// refused anew.
    public boolean isRepeatable() {
        return compareTo(SCORE_IDEMPOTENCY_MISMATCH) > 0;
    }
}
