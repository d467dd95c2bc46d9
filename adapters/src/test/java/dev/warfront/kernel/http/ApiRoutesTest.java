package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.http.ApiRoutes.Route;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/// No route is missing in the list of all.
class ApiRoutesTest {
    private final RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
    private final ApiRoutes routes = new ApiRoutes(mapping);

    @Allow
    static final class Things {
        @Allow(everyone = true)
        void all() {}

        @WithoutKey("tokens rotate")
        void rotate() {}

        void make() {}
    }

    @Test
    void givenAMappingWithoutMethod_itIsARouteOfEachMethod() throws NoSuchMethodException {
        map("all");

        assertThat(routes.all())
                .hasSize(RequestMethod.values().length)
                .allSatisfy(route -> assertThat(route.right()).hasToString("everyone"))
                .extracting(Route::method)
                .contains("GET", "POST", "DELETE");
    }

    @Test
    void givenARouteWithoutKey_itsRequestsAreNoCommands() throws NoSuchMethodException {
        map("make", RequestMethod.POST, RequestMethod.PUT, RequestMethod.GET);
        map("rotate", RequestMethod.POST);

        assertThat(routes.all().stream().filter(Route::isCommand))
                .extracting(Route::toString)
                .hasSize(2)
                .allMatch(route -> route.contains("/make"));
        assertThat(routes.all().stream().filter(Route::needsKey))
                .singleElement()
                .extracting(Route::method)
                .isEqualTo("POST");
    }

    private void map(String name, RequestMethod... methods) throws NoSuchMethodException {
        mapping.registerMapping(
                RequestMappingInfo.paths("/things/" + name).methods(methods).build(),
                new Things(),
                Things.class.getDeclaredMethod(name));
    }
}
