package dev.warfront.war.postgres;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Two clans of fifteen in a world of their own, over the real PostgreSQL. For tests of other packages too.
public abstract class TwoClansOnPostgres {
    protected final WarWorld world;
    protected final ClanId attacker = new ClanId(UUID.randomUUID());
    protected final ClanId defender = new ClanId(UUID.randomUUID());
    protected List<PlayerId> attackers = List.of();
    protected List<PlayerId> defenders = List.of();

    protected TwoClansOnPostgres() {
        this(new WarWorld());
    }

    /// Where the clans live.
    protected TwoClansOnPostgres(WarWorld world) {
        this.world = world;
    }

    @BeforeEach
    void clans() {
        attackers = world.clan(attacker);
        defenders = world.clan(defender);
    }

    @AfterEach
    void closeWorld() {
        world.close();
    }
}
