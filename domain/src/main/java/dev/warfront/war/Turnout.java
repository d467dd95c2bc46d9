package dev.warfront.war;

/// What the lead clans bring when ACTIVE is due.
record Turnout(Strength attacker, Strength defender) {
    /// One lead clan.
    ///
    /// @param active it is an ACTIVE clan
    /// @param seen members that were active lately
    record Strength(boolean active, int seen) {
        boolean canStart(WarSettings.Start rules) {
            return active && seen >= rules.minActiveMembers();
        }
    }
}
