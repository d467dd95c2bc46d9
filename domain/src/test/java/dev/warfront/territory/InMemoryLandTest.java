package dev.warfront.territory;

class InMemoryLandTest implements TerritoriesContract, ClaimsContract, WarLandContract, WorldMapContract {
    private final InMemoryLand land = new InMemoryLand();

    @Override
    public LandPorts ports() {
        return land;
    }
}
