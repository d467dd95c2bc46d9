package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefusalSamplesTest {
    private static final ClanId CLAN = new ClanId(new UUID(0, 1));

    @Test
    void givenARecord_itsComponentsHaveTheFirstValueOfTheirType() {
        assertThat(RefusalSamples.of(Simple.class)).containsExactly(new Simple(CLAN, 1, "sample", Instant.EPOCH, null));
    }

    @Test
    void givenAnEnum_eachConstantComesInTurn() {
        assertThat(RefusalSamples.of(OfSides.class))
                .containsExactly(
                        new OfSides(Side.ATTACKER, false),
                        new OfSides(Side.DEFENDER, false),
                        new OfSides(Side.ATTACKER, true));
    }

    @Test
    void givenLists_eachHasOneElementOfEachKind() {
        assertThat(RefusalSamples.of(Many.class))
                .containsExactly(
                        new Many(List.of(new Case.One(1)), Set.of(Side.ATTACKER), Optional.empty()),
                        new Many(List.of(new Case.Other(Side.ATTACKER)), Set.of(Side.ATTACKER), Optional.empty()),
                        new Many(List.of(new Case.Other(Side.DEFENDER)), Set.of(Side.ATTACKER), Optional.empty()),
                        new Many(List.of(new Case.One(1)), Set.of(Side.DEFENDER), Optional.empty()),
                        new Many(List.of(new Case.One(1)), Set.of(Side.ATTACKER), Optional.of("sample")));
    }

    @Test
    void givenASealedType_allItsCasesAreThere() {
        assertThat(RefusalSamples.of(Case.class))
                .containsExactly(new Case.One(1), new Case.Other(Side.ATTACKER), new Case.Other(Side.DEFENDER));
    }

    record Simple(
            ClanId clan,
            int count,
            String text,
            Instant at,
            @Nullable Runnable unknown) {}

    record OfSides(Side side, boolean open) {}

    record Many(List<Case> cases, Set<Side> sides, Optional<String> text) {}

    sealed interface Case {
        record One(long number) implements Case {}

        record Other(Side side) implements Case {}
    }
}
