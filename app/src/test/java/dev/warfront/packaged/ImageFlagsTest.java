package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The program that is attacked has the flags of its image: here is what those are to be.
class ImageFlagsTest {

    private final ImageFlags image = ImageFlags.read();

    @Test
    void givenTheImage_itEndsWhenItIsOutOfMemory_andItsMemoryHasBounds() {
        assertThat(image.all())
                .contains(
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:MaxDirectMemorySize=256m",
                        "-XX:MaxRAMPercentage=60",
                        "-XX:+UseCompactObjectHeaders");
    }

    @Test
    void givenATest_itHasTheFlagsOfTheImage_butThoseOfItsPlace() {
        assertThat(image.anywhere())
                .containsExactlyInAnyOrder(
                        "-XX:+ExitOnOutOfMemoryError", "-XX:MaxDirectMemorySize=256m", "-XX:+UseCompactObjectHeaders");
    }
}
