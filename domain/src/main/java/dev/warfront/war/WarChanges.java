package dev.warfront.war;

import dev.warfront.kernel.WarId;

/// Whoever has to know that this node has changed a war.
public interface WarChanges {
    /// After the commit and before the command is answered. Must be short; does not block or throw.
    void changed(WarId war);
}
