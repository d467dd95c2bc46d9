package dev.warfront.war;

/// What a side has to show where the points are equal.
///
/// @param capturedWeight weight (1, 2 or 4) of land it holds and did not own at the declaration
/// @param siegesWon sieges of this war that it won
record TieBreak(int capturedWeight, int siegesWon) {
    static final TieBreak NOTHING = new TieBreak(0, 0);
}
