package dev.warfront.guild.http;

import dev.warfront.guild.Clan;
import dev.warfront.guild.ClanDirectory;
import dev.warfront.guild.ClanRegistration;
import dev.warfront.guild.Clans;
import dev.warfront.guild.CreateClan;
import dev.warfront.guild.GrantToClan;
import dev.warfront.guild.GrantToClan.Granted;
import dev.warfront.guild.GuildRefusal.AlreadyInClan;
import dev.warfront.guild.GuildRefusal.BadGrant;
import dev.warfront.guild.GuildRefusal.BadRegistration;
import dev.warfront.guild.GuildRefusal.ClanNotActive;
import dev.warfront.guild.GuildRefusal.CoolingDown;
import dev.warfront.guild.GuildRefusal.GrantTooLarge;
import dev.warfront.guild.GuildRefusal.NameTaken;
import dev.warfront.guild.GuildRefusal.TagTaken;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.GuildRefusal.UnknownRegion;
import dev.warfront.guild.Member;
import dev.warfront.guild.Regions;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.Answer.ListJson;
import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.ProblemException;
import dev.warfront.kernel.http.Refuses;
import dev.warfront.kernel.http.Tagged;
import dev.warfront.kernel.http.Violation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Clans: founding one, looking for and at them, and what administrators grant.
@RestController
@RequestMapping("/api/v1")
final class ClanController {
    private final CreateClan createClan;
    private final GrantToClan grantToClan;
    private final Clans clans;
    private final ClanDirectory directory;
    private final Regions regions;
    private final GuildProblems problems;

    ClanController(
            CreateClan createClan,
            GrantToClan grantToClan,
            Clans clans,
            ClanDirectory directory,
            Regions regions,
            GuildProblems problems) {
        this.createClan = createClan;
        this.grantToClan = grantToClan;
        this.clans = clans;
        this.directory = directory;
        this.regions = regions;
        this.problems = problems;
    }

    /// What founders choose.
    record CreateClanJson(
            @NotNull String name,
            @NotNull String tag,
            @NotNull String region) {}

    /// What is given, and why.
    record GrantToClanJson(
            long credits, long experience, @NotNull String reason) {}

    /// A grant, and what the clan has now.
    record GrantJson(UUID id, UUID clanId, long credits, long experience, String reason, int level, long treasury) {
        static GrantJson of(Granted granted) {
            var grant = granted.grant();
            return new GrantJson(
                    grant.id(),
                    grant.clan().value(),
                    grant.credits(),
                    grant.experience(),
                    grant.reason(),
                    granted.clan().level(),
                    granted.clan().treasury());
        }
    }

    /// Founds a clan, whose leader is the caller.
    @PostMapping("/clans")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(Role.PLAYER)
    @Refuses({
        BadRegistration.class,
        UnknownRegion.class,
        AlreadyInClan.class,
        CoolingDown.class,
        NameTaken.class,
        TagTaken.class
    })
    Mono<HttpEntity<ClanJson>> createClan(@Valid @RequestBody CreateClanJson body, Caller caller) {
        return createClan
                .create(caller.id(), new ClanRegistration(body.name(), body.tag(), body.region()))
                .map(problems::valueOf)
                .map(clan -> Answer.created(path(clan), ClanJson.of(clan, true), clan.version()));
    }

    /// Clans by name, or by how name or tag begin, without those that were disbanded.
    ///
    /// @param name how it begins, in any case; not beside tag
    /// @param tag how it begins, in any case; not beside name
    /// @param region only clans of a region
    @GetMapping("/clans")
    @Allow(everyone = true)
    Mono<ResponseEntity<ListJson<ClanJson>>> listClans(
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable String region,
            PageRequest page) {
        return directory
                .list(filter(name, tag, region), page)
                .map(found -> Answer.page(found, clan -> ClanJson.of(clan, false)));
    }

    private ClanDirectory.Filter filter(@Nullable String name, @Nullable String tag, @Nullable String region) {
        if (region != null && !regions.isKnown(region)) {
            throw invalid(Violation.UNKNOWN, "region");
        }
        if (name != null && tag != null) {
            // They have an index each: both together could cost a walk through one of them.
            throw invalid(Violation.EXCLUSIVE, "tag");
        }
        if (name != null) {
            return proper(ClanDirectory.Filter.named(name, region), "name");
        }
        return tag == null ? ClanDirectory.Filter.all(region) : proper(ClanDirectory.Filter.tagged(tag, region), "tag");
    }

    private static ClanDirectory.Filter proper(ClanDirectory.Filter filter, String field) {
        if (filter.prefix().isEmpty()) {
            throw invalid(Violation.FORMAT, field);
        }
        return filter;
    }

    private static ProblemException invalid(Violation code, String field) {
        return new ProblemException(Problem.invalid(code, field));
    }

    /// A clan; its treasury is told to its members alone.
    @GetMapping("/clans/{id}")
    @Allow(everyone = true)
    @Refuses(UnknownClan.class)
    Mono<ResponseEntity<ClanJson>> getClan(@PathVariable UUID id, Optional<Caller> caller) {
        return clans.find(new ClanId(id))
                .flatMap(clan ->
                        isInsider(clan, caller).map(insider -> Answer.ok(ClanJson.of(clan, insider), clan.version())))
                .switchIfEmpty(problems.refuse(new UnknownClan(new ClanId(id))));
    }

    private Mono<Boolean> isInsider(Clan clan, Optional<Caller> caller) {
        return caller.map(someone -> someone.is(Role.ADMIN)
                        ? Mono.just(true)
                        : clans.membershipOf(someone.id())
                                .map(member -> member.clan().equals(clan.id()))
                                .defaultIfEmpty(false))
                .orElseGet(() -> Mono.just(false));
    }

    /// The members of a clan.
    @GetMapping("/clans/{id}/members")
    @Allow(everyone = true)
    @Refuses(UnknownClan.class)
    Mono<ResponseEntity<ListJson<MemberJson>>> listMembers(@PathVariable UUID id, PageRequest page) {
        return clans.find(new ClanId(id))
                .flatMap(clan -> clans.members(clan.id(), page))
                .map(members -> Answer.<Member, MemberJson>page(members, MemberJson::of))
                .switchIfEmpty(problems.refuse(new UnknownClan(new ClanId(id))));
    }

    /// Gives a clan credits and experience.
    @PostMapping("/admin/clans/{id}/grants")
    @Tagged
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(Role.ADMIN)
    @Refuses({BadGrant.class, UnknownClan.class, ClanNotActive.class, GrantTooLarge.class})
    Mono<HttpEntity<GrantJson>> grantToClan(
            @PathVariable UUID id, @Valid @RequestBody GrantToClanJson body, Caller caller) {
        return grantToClan
                .grant(caller.id(), new ClanId(id), body.credits(), body.experience(), body.reason())
                .map(problems::valueOf)
                .map(granted -> Answer.created(
                        path(granted.clan()),
                        GrantJson.of(granted),
                        granted.clan().version()));
    }

    private static String path(Clan clan) {
        return "/api/v1/clans/" + clan.id().value();
    }
}
