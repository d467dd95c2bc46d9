package dev.warfront.app;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The description of the API can be left out.
class ClosedDocumentationTest {
    private static RunningProgram program;

    @BeforeAll
    static void start() {
        program = new RunningProgram("--warfront.http.documentation=false");
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/v3/api-docs/swagger-config",
                "/swagger-ui.html",
                "/swagger-ui/index.html",
                "/webjars/swagger-ui/index.html"
            })
    void givenNoDocumentation_thereIsNothingInItsPlace(String path) {
        program.client().get().uri(path).exchange().expectStatus().isNotFound();
    }
}
