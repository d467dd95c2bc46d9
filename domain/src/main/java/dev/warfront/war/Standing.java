package dev.warfront.war;

/// What a side has to show where the points are equal.
///
/// @param capturedWeight weight (1, 2 or 4) of land it holds and did not own at the declaration
/// @param siegesWon sieges of this war that it won
record Standing(int capturedWeight, int siegesWon) {
    static final Standing NOTHING = new Standing(0, 0);
}
