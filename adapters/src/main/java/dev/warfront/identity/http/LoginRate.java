package dev.warfront.identity.http;

import dev.warfront.identity.LoginName;
import dev.warfront.identity.LoginPlaces;
import dev.warfront.identity.LoginPlaces.Place;
import dev.warfront.kernel.http.RequestClass;
import dev.warfront.kernel.http.RouteRate;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// How fast passwords may be tried: strangers share what their address bears, and keep nobody out who was
/// there before, nor a game server. Those who were there share more of it, beside what each has: checking a
/// password costs as much for many accounts as for one. Source: docs/rules/identity.md, failures.
@Component
final class LoginRate implements RouteRate {
    static final String NAME = "identity.login";

    private final LoginPlaces places;

    LoginRate(LoginPlaces places) {
        this.places = places;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Flux<Bucket> buckets(Asked asked) {
        var address = asked.address().text();
        return Mono.justOrEmpty(asked.body().path("login").asStringOpt().flatMap(LoginName::of))
                .flatMap(login -> places.of(login, address).map(place -> buckets(place, login, address)))
                .defaultIfEmpty(ofStrangers(address))
                .flatMapIterable(Function.identity());
    }

    private static List<Bucket> buckets(Place place, LoginName login, String address) {
        var own = new Bucket(RequestClass.LOGIN, login.folded() + " " + address);
        return switch (place) {
            case STRANGE -> ofStrangers(address);
            case HOME -> List.of(own, new Bucket(RequestClass.HOME_LOGIN, address));
            case SERVER -> List.of(own);
        };
    }

    private static List<Bucket> ofStrangers(String address) {
        return List.of(new Bucket(RequestClass.LOGIN, address));
    }
}
