package dev.warfront.war;

/// Land of the defender that the declaration names, or land of the attacker that the defender names back.
public enum LandKind {
    TARGET,
    COUNTER_CLAIM
}
