package dev.warfront.war;

/// A war that is called off.
///
/// @param refund credits of the cost that go back to the attacker
/// @param amends credits of the cost that go to the defender; the rest burns
/// @param defenderImmune the defender had begun to prepare and is left in peace for a while
public record Cancellation(Transition<War.Ended> transition, long refund, long amends, boolean defenderImmune) {}
