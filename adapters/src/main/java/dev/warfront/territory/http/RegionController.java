package dev.warfront.territory.http;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.Answer.ListJson;
import dev.warfront.territory.WorldRegions;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// The regions of the world, which clans, land and wars name.
@RestController
final class RegionController {
    private final WorldRegions regions;

    RegionController(WorldRegions regions) {
        this.regions = regions;
    }

    /// A region on the wire.
    ///
    /// @param id its name
    /// @param territories how many lie in it
    record RegionJson(String id, int territories) {
        static RegionJson of(WorldRegions.Region region) {
            return new RegionJson(region.id(), region.territories());
        }
    }

    /// The regions of the world, by name.
    @GetMapping("/api/v1/regions")
    @Allow(everyone = true)
    Mono<ResponseEntity<ListJson<RegionJson>>> listRegions() {
        return Mono.fromSupplier(() -> Answer.items(regions.all(), RegionJson::of));
    }
}
