package dev.warfront.architecture.samples.war;

import dev.warfront.architecture.samples.guild.GuildRefusal;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.UseCase;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@UseCase
abstract class LooseCommands { // abstract: the development run scans the tests as well
    public abstract Mono<Boolean> answersABoolean();

    public abstract Flux<Result<String, WarRefusal>> answersMany();

    public abstract Mono<Result<String, GuildRefusal>> refusesForAnother();

    public abstract Mono<Result<String, WarRefusal>> isRight();

    public abstract Mono<Result<String, WarRefusal>> takesAFramework(Optional<HttpStatus> status);

    String decide() {
        return toString();
    }

    static Mono<String> decideLater() {
        return Mono.empty();
    }

    static String decideAtOnce() {
        return "decided";
    }
}
