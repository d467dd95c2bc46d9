package dev.warfront.identity.http;

import dev.warfront.identity.LoginName;
import dev.warfront.identity.LoginPlaces;
import dev.warfront.kernel.http.RequestClass;
import dev.warfront.kernel.http.RouteRate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// How fast passwords may be tried: strangers share what their address bears, and keep nobody out who was there before,
/// nor a game server. Source: docs/rules/identity.md, failures.
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
    public RequestClass counted() {
        return RequestClass.LOGIN;
    }

    @Override
    public Mono<String> key(Asked asked) {
        var address = asked.address().text();
        return Mono.justOrEmpty(asked.body().path("login").asStringOpt().flatMap(LoginName::of))
                .flatMap(login -> places.isAtHome(login, address)
                        .map(atHome -> atHome ? login.folded() + " " + address : address))
                .defaultIfEmpty(address);
    }
}
