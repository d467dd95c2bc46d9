package dev.warfront.guild.http;

import dev.warfront.guild.Clan;
import dev.warfront.guild.ClanRegistration;
import dev.warfront.guild.Clans;
import dev.warfront.guild.CreateClan;
import dev.warfront.guild.Founding;
import dev.warfront.guild.Founding.Founded;
import dev.warfront.guild.GuildRefusal;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.LooseAnswer;
import dev.warfront.kernel.http.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Clans: founding one, looking at one.
@RestController
@RequestMapping("/api/v1/clans")
final class ClanController {
    private final CreateClan createClan;
    private final Clans clans;

    ClanController(CreateClan createClan, Clans clans) {
        this.createClan = createClan;
        this.clans = clans;
    }

    /// What founders choose.
    record CharterJson(
            @NotNull String name,
            @NotNull String tag,
            @NotNull String region) {}

    @PostMapping
    @Allow(Role.PLAYER)
    Mono<ResponseEntity<Object>> create(@Valid @RequestBody CharterJson body, Caller caller) {
        return caller.is(Role.PLAYER)
                ? createClan
                        .create(caller.id(), new ClanRegistration(body.name(), body.tag(), body.region()))
                        .map(ClanController::answer)
                : Mono.just(Problem.forbidden());
    }

    private static ResponseEntity<Object> answer(Founding outcome) {
        return switch (outcome) {
            case Founded(var clan) ->
                LooseAnswer.created("/api/v1/clans/" + clan.id().value(), ClanJson.of(clan, true), clan.version());
            case GuildRefusal refusal -> GuildProblems.answer(refusal);
        };
    }

    @GetMapping("/{id}")
    @Allow(everyone = true)
    Mono<ResponseEntity<Object>> get(@PathVariable UUID id, Optional<Caller> caller) {
        return clans.find(new ClanId(id))
                .flatMap(clan -> isInsider(clan, caller)
                        .map(insider -> LooseAnswer.ok(ClanJson.of(clan, insider), clan.version())))
                .defaultIfEmpty(GuildProblems.answer(new UnknownClan()));
    }

    private Mono<Boolean> isInsider(Clan clan, Optional<Caller> caller) {
        return caller.map(someone -> someone.is(Role.ADMIN)
                        ? Mono.just(true)
                        : clans.membershipOf(someone.id())
                                .map(member -> member.clan().equals(clan.id()))
                                .defaultIfEmpty(false))
                .orElseGet(() -> Mono.just(false));
    }

    @GetMapping("/{id}/members")
    @Allow(everyone = true)
    Mono<ResponseEntity<Object>> members(@PathVariable UUID id, PageRequest page) {
        return clans.find(new ClanId(id))
                .flatMap(clan -> clans.members(clan.id(), page))
                .map(members -> LooseAnswer.page(members, MemberJson::of))
                .defaultIfEmpty(GuildProblems.answer(new UnknownClan()));
    }
}
